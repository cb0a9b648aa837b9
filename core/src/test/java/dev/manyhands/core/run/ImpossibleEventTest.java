package dev.manyhands.core.run;

import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergeFailed;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.mergeTroubled;
import static dev.manyhands.core.run.Facts.publishFailed;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.resultPublished;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskReturned;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.commit;
import static dev.manyhands.core.run.Things.head;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An event that cannot happen stops the run loudly, instead of making up a state. */
class ImpossibleEventTest {

  private static void impossible(Scenario run, Facts... facts) {
    for (Facts fact : facts) {
      assertThatIllegalStateException()
          .as(fact.apply(Things.T0).toString())
          .isThrownBy(() -> run.given(fact));
    }
  }

  @Test
  void beforeTheStart() {
    impossible(Scenario.of(plan(task("a"))), attemptStarted("a/1"), Facts.runResumed());
  }

  @Test
  void afterTheEnd() {
    Scenario run = Scenario.of(plan(task("a"))).given(runStarted(), runFinished(RunStatus.FAILED));

    impossible(run, runStarted(), attemptStarted("a/1"), runFinished(RunStatus.FAILED));
  }

  @Test
  void aSecondStart() {
    impossible(Scenario.of(plan(task("a"))).given(runStarted()), runStarted());
  }

  @Test
  void aboutATaskThatIsNotPartOfTheRun() {
    impossible(Scenario.of(plan(task("a"))).given(runStarted()), attemptStarted("b/1"));
  }

  @Test
  void aboutATaskThatHasEnded() {
    Scenario run =
        Scenario.of(plan(task("a"))).given(runStarted(), taskCancelled("a", "not wanted"));

    impossible(
        run,
        attemptStarted("a/1"),
        attemptSucceeded("a/1"),
        taskRetried("a", Duration.ZERO),
        taskMerged("a/1"),
        taskSucceeded("a/1"),
        taskFailed("a", "x"),
        taskCancelled("a", "x"),
        taskSkipped("a", "a"));
  }

  @Test
  void anAttemptThatStartsWhereNoneCan() {
    Scenario run = Scenario.of(plan(task("a"), task("b").needs("a"))).given(runStarted());

    impossible(run, attemptStarted("b/1"), attemptStarted("a/2"));
    run.given(attemptStarted("a/1"));
    impossible(run, attemptStarted("a/1"), attemptStarted("a/2"));
  }

  @Test
  void anAttemptThatEndsButIsNotTheCurrentOne() {
    Scenario run = Scenario.of(plan(tasks(2))).given(runStarted());

    impossible(run, attemptSucceeded("t1/1"), attemptStopping("t1/1", Outcome.CANCELLED, "x"));
    run.given(attemptStarted("t1/1"));
    impossible(
        run,
        attemptSucceeded("t1/2"),
        attemptEnded("t1/2", Things.failure("x")),
        attemptStopping("t1/2", Outcome.CANCELLED, "x"),
        taskSucceeded("t1/2"));
    run.given(attemptSucceeded("t1/1"));
    impossible(run, attemptSucceeded("t1/1"), attemptStopping("t1/1", Outcome.CANCELLED, "x"));
  }

  @Test
  void aChangeThatLandsOrComesBackButIsNotInTheQueue() {
    Scenario run = Scenario.of(plan(tasks(2))).given(runStarted(), attemptStarted("t1/1"));

    impossible(run, taskMerged("t1/1"), taskReturned("t1/1", Outcome.CONFLICT, "x"));
    run.given(attemptSucceeded("t1/1"));
    impossible(run, taskMerged("t1/2"), taskReturned("t1/2", Outcome.CONFLICT, "x"));
  }

  @Test
  void aTaskThatIsSkippedAfterItStarted() {
    impossible(
        Scenario.of(plan(tasks(2))).given(runStarted(), attemptStarted("t1/1")),
        taskSkipped("t1", "t2"));
  }

  @Test
  void wordsOfAnAttemptThatIsNotAtWork() {
    Scenario run =
        Scenario.of(plan(task("a").prompt(), task("b")))
            .given(runStarted(), attemptStarted("b/1"), attemptStarted("a/1"));

    impossible(
        run,
        Facts.messageDelivered("a/1", 1),
        Facts.questionAnswered("a/1", 1, "x"),
        Facts.questionAsked("a/2", 1),
        Facts.noted("a/2", "x"),
        Facts.attemptCharged("a/2", 1),
        Facts.messageSent("b", 1, "a program cannot hear"),
        Facts.messageSent("a", 2, "the first is missing"));
    run.given(Facts.messageSent("a", 1, "x"), Facts.messageSent("a", 2, "y"));
    run.given(Facts.questionAsked("a/1", 1));
    impossible(
        run,
        Facts.messageDelivered("a/1", 2),
        Facts.messageDelivered("a/2", 1),
        Facts.questionAsked("a/1", 1),
        Facts.questionAnswered("a/2", 1, "x"));
    run.given(attemptStopping("a/1", Outcome.CANCELLED, "x"));
    impossible(
        run,
        Facts.questionAsked("a/1", 2),
        Facts.questionAnswered("a/1", 1, "x"),
        Facts.messageSent("a", 3, "x"));
  }

  @Test
  void tasksThatCannotBeAddedAndASecondClosing() {
    Scenario run = Scenario.of(plan(task("a")).open()).given(runStarted());

    impossible(run, Facts.tasksAdded(task("a")), Facts.tasksAdded(task("b").needs("x")));
    run.given(Facts.runClosed());
    impossible(run, Facts.runClosed(), Facts.tasksAdded(task("b")));
  }

  @Test
  void aVerificationOutOfTurn() {
    Scenario run =
        Scenario.of(plan(tasks(2)))
            .given(runStarted(), attemptStarted("t1/1"), attemptSucceeded("t1/1"));

    impossible(
        run,
        mergeStarted(2, 1),
        mergeStarted(1, 2),
        mergePassed(1, head("x")),
        mergeFailed(1, "x"),
        mergeTroubled(1, Duration.ZERO, "x"));
    run.given(mergeStarted(1, 1));
    impossible(
        run,
        mergeStarted(2, 1),
        mergePassed(2, head("x")),
        mergeFailed(2, "x"),
        mergeTroubled(2, Duration.ZERO, "x"));
  }

  @Test
  void aPublicationThatWasNotStarted() {
    Scenario run = Scenario.of(plan(tasks(1))).given(runStarted());

    impossible(run, resultPublished(), publishFailed("x", Duration.ZERO));
    run.given(attemptStarted("t1/1", commit("base")), attemptSucceeded("t1/1"))
        .given(mergeStarted(1, 1), mergePassed(1, head("x")), taskMerged("t1/1"))
        .given(publishStarted());
    impossible(run, publishStarted());
  }
}
