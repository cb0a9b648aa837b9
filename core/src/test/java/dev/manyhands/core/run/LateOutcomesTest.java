package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergeFails;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.mergeTroubles;
import static dev.manyhands.core.run.Asks.publish;
import static dev.manyhands.core.run.Asks.succeed;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.mergeTroubled;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.verify;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Outcomes come late, twice, or of something that is not going on: they change nothing. */
class LateOutcomesTest {

  @Test
  void anOutcomeOfAnEarlierAttempt() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptEnded("a/1", failure("boom")))
        .given(taskRetried("a", Duration.ZERO))
        .given(attemptStarted("a/2"))
        .when(succeed("a/1"))
        .thenNothing()
        .when(finish("a/1", failure("boom")))
        .thenNothing()
        .pending(runAttempt("a/2"));
  }

  @Test
  void anOutcomeOfAnEarlierAttemptWhileALaterOneIsStopped() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptEnded("a/1", failure("boom")))
        .given(taskRetried("a", Duration.ZERO))
        .given(attemptStarted("a/2"))
        .given(Facts.attemptStopping("a/2", Outcome.CANCELLED, "not wanted"))
        .when(succeed("a/1"))
        .thenNothing();
  }

  @Test
  void anOutcomeOfAnAttemptThatHasNotStarted() {
    Scenario.of(plan(task("a"), task("b").needs("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(succeed("a/2"))
        .thenNothing()
        .when(succeed("b/1"))
        .thenNothing();
  }

  @Test
  void anOutcomeThatComesTwice() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(succeed("a/1"))
        .then(attemptSucceeded("a/1"), mergeStarted(1, 1))
        .when(succeed("a/1"))
        .thenNothing()
        .when(mergePasses(1, head("with a")))
        .when(succeed("a/1"))
        .thenNothing();
  }

  @Test
  void anOutcomeOfATaskThatIsNotPartOfTheRun() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(succeed("nobody/1"))
        .thenNothing();
  }

  @Test
  void aVerificationsOutcomeThatComesTwice() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1))
        .when(mergePasses(1, head("one")))
        .then(mergePassed(1, head("one")), taskMerged("t1/1"))
        .when(mergePasses(1, head("one")))
        .thenNothing()
        .when(mergeFails(1, "red"))
        .thenNothing();
  }

  @Test
  void anEarlierVerificationsOutcomeDuringTheNext() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"))
        .given(mergeStarted(1, 1), mergeTroubled(1, Duration.ZERO, "verifying took too long"))
        .given(mergeStarted(2, 1))
        .when(mergePasses(1, head("with a")))
        .thenNothing()
        .when(mergeFails(1, "red"))
        .thenNothing()
        .when(mergeTroubles(1, "disk full"))
        .thenNothing()
        .pending(verify(2, Things.BASE, "a/1"));
  }

  @Test
  void aPublicationBeforeAnythingIsPublished() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(publish(1))
        .thenNothing();
  }
}
