package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.acknowledge;
import static dev.manyhands.core.run.Asks.send;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.messageDelivered;
import static dev.manyhands.core.run.Facts.messageSent;
import static dev.manyhands.core.run.Facts.runResumed;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.deliver;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.runAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Texts from outside reach a task's subagent, in order, and none is lost. */
class MessageTest {

  private static Scenario running() {
    return Scenario.of(plan(task("a").prompt(), task("b").prompt().needs("a")))
        .given(runStarted(), attemptStarted("a/1"));
  }

  @Test
  void aMessageIsDeliveredToTheSubagentThatIsAtWork() {
    running()
        .when(send("a", "be quick"))
        .then(messageSent("a", 1, "be quick"))
        .pending(runAttempt("a/1"), deliver("a/1", 1, "be quick"))
        .when(acknowledge("a/1", 1))
        .then(messageDelivered("a/1", 1))
        .pending(runAttempt("a/1"));
  }

  @Test
  void oneIsDeliveredAfterTheOther() {
    running()
        .given(messageSent("a", 1, "one"), messageSent("a", 2, "two"))
        .pending(runAttempt("a/1"), deliver("a/1", 1, "one"))
        .when(acknowledge("a/1", 2))
        .thenNothing()
        .when(acknowledge("a/1", 1))
        .then(messageDelivered("a/1", 1))
        .pending(runAttempt("a/1"), deliver("a/1", 2, "two"));
  }

  @Test
  void aSecondAcknowledgementChangesNothing() {
    running()
        .given(messageSent("a", 1, "one"), messageDelivered("a/1", 1), messageSent("a", 2, "two"))
        .when(acknowledge("a/1", 1))
        .thenNothing()
        .pending(runAttempt("a/1"), deliver("a/1", 2, "two"));
  }

  @Test
  void anAcknowledgementByAnotherAttemptChangesNothing() {
    running().given(messageSent("a", 1, "one")).when(acknowledge("a/2", 1)).thenNothing();
  }

  @Test
  void aMessageToATaskThatHasNotStartedWaitsForItsSubagent() {
    Scenario.of(plan(task("a").prompt(), task("b").prompt().needs("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(send("b", "first"))
        .then(messageSent("b", 1, "first"))
        .pending(runAttempt("a/1"))
        .given(attemptEnded("a/1", Things.successWithoutChange()), Facts.taskSucceeded("a/1"))
        .given(attemptStarted("b/1"))
        .pending(runAttempt("b/1"), deliver("b/1", 1, "first"));
  }

  @Test
  void whatOneAttemptDidNotGetTheNextOneGets() {
    running()
        .given(messageSent("a", 1, "one"), messageDelivered("a/1", 1), messageSent("a", 2, "two"))
        .given(attemptEnded("a/1", failure("boom")), taskRetried("a", Duration.ZERO))
        .given(attemptStarted("a/2"))
        .pending(runAttempt("a/2"), deliver("a/2", 2, "two"));
  }

  @Test
  void whatWasLostWithItsEngineHearsAgain() {
    running()
        .given(messageSent("a", 1, "one"), runResumed())
        .when(send("a", "two"))
        .then(messageSent("a", 2, "two"))
        .given(attemptEnded("a/1", failure(Outcome.LOST, "x")), taskRetried("a", Duration.ZERO))
        .given(attemptStarted("a/2"))
        .pending(runAttempt("a/2"), deliver("a/2", 1, "one"));
  }

  @Test
  void nothingIsDeliveredToAnAttemptThatIsBeingStopped() {
    running()
        .given(messageSent("a", 1, "one"))
        .given(attemptStopping("a/1", Outcome.CANCELLED, "x"))
        .pending(Things.salvage("a/1", Outcome.CANCELLED, "x"));
  }

  /** The word that it got the message can come later than the wish to stop it. */
  @Test
  void whatAnAttemptGotJustBeforeItWasStoppedIsDelivered() {
    running()
        .given(messageSent("a", 1, "one"))
        .given(attemptStopping("a/1", Outcome.TIMED_OUT, "x"))
        .when(acknowledge("a/1", 1))
        .then(messageDelivered("a/1", 1));
  }

  @Test
  void aMessageThatIsHeardAtOnceSaysSo() {
    Scenario run = running().when(now -> new Command.Send(now, Things.id("a"), "stop that", true));

    assertThat(run.pendingNow())
        .contains(
            new Effect.Deliver(Things.attempt("a/1"), new Talk.Message(1, "stop that", true)));
  }

  @Test
  void whoCannotHearGetsNothing() {
    Scenario.of(
            plan(
                task("program"),
                task("merging").prompt(),
                task("stopping").prompt(),
                task("failed").prompt(),
                task("other")))
        .given(runStarted(), attemptStarted("program/1"), attemptStarted("merging/1"))
        .given(attemptStarted("stopping/1"), attemptSucceeded("merging/1"))
        .given(attemptStopping("stopping/1", Outcome.CANCELLED, "x"), taskFailed("failed", "x"))
        .when(send("program", "hello"))
        .then(Facts.attemptStarted("other/1"), Facts.mergeStarted(1, 1))
        .when(send("merging", "hello"))
        .thenNothing()
        .when(send("stopping", "hello"))
        .thenNothing()
        .when(send("failed", "hello"))
        .thenNothing()
        .when(send("nobody", "hello"))
        .thenNothing();
  }
}
