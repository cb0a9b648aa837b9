package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.cancelTask;
import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergeFailed;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.mergeTroubled;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.salvage;
import static dev.manyhands.core.run.Things.salvaged;
import static dev.manyhands.core.run.Things.successWithoutChange;
import static dev.manyhands.core.run.Things.verify;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A task is cancelled in each of its states. */
class CancelTaskTest {
  private static final String WHY = "not wanted";
  private static final AttemptEnd CANCELLED =
      new AttemptEnd(Outcome.CANCELLED, WHY, null, Things.change("a/1"), "", Usage.NONE);

  @Test
  void waiting() {
    Scenario.of(plan(task("b"), task("a").needs("b"), task("c").needs("a")))
        .given(runStarted(), attemptStarted("b/1"))
        .when(cancelTask("a", WHY))
        .then(taskCancelled("a", WHY), taskSkipped("c", "a"));
  }

  @Test
  void ready() {
    Scenario.of(plan(task("b"), task("a"), task("c").needs("a")).concurrency(1))
        .given(runStarted(), attemptStarted("b/1"))
        .when(cancelTask("a", WHY))
        .then(taskCancelled("a", WHY), taskSkipped("c", "a"));
  }

  @Test
  void readyAndBackingOff() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptEnded("a/1", failure("boom")))
        .given(taskRetried("a", Duration.ofSeconds(1)))
        .when(cancelTask("a", WHY))
        .then(taskCancelled("a", WHY), runFinished(RunStatus.FAILED));
  }

  @Test
  void running() {
    Scenario.of(plan(task("a"), task("b").needs("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(cancelTask("a", WHY))
        .then(attemptStopping("a/1", Outcome.CANCELLED, WHY))
        .pending(salvage("a/1", Outcome.CANCELLED, WHY))
        .when(finish("a/1", salvaged("a/1")))
        .then(
            attemptEnded("a/1", CANCELLED),
            taskCancelled("a", WHY),
            taskSkipped("b", "a"),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void aSuccessThatComesTooLateForACancelIsKeptButNotMerged() {
    AttemptEnd end =
        new AttemptEnd(
            Outcome.CANCELLED, WHY, 0, Things.change("a/1"), "did a/1", Things.usage(10));
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .given(attemptStopping("a/1", Outcome.CANCELLED, WHY))
        .when(Asks.succeed("a/1"))
        .then(attemptEnded("a/1", end), taskCancelled("a", WHY), runFinished(RunStatus.FAILED));
  }

  @Test
  void stoppingBecauseOfATimeOut() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .given(attemptStopping("a/1", Outcome.TIMED_OUT, "too long"))
        .when(cancelTask("a", WHY))
        .then(attemptStopping("a/1", Outcome.CANCELLED, WHY))
        .pending(salvage("a/1", Outcome.CANCELLED, WHY));
  }

  @Test
  void stoppingBecauseOfACancelAlready() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .given(attemptStopping("a/1", Outcome.CANCELLED, "first"))
        .when(cancelTask("a", "second"))
        .thenNothing()
        .pending(salvage("a/1", Outcome.CANCELLED, "first"));
  }

  private static Scenario beingVerified() {
    return Scenario.of(plan(tasks(2)).returns(3))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2))
        .when(cancelTask("t1", WHY))
        .then(attemptStopping("t1/1", Outcome.CANCELLED, WHY))
        .when(cancelTask("t1", "again"))
        .thenNothing()
        .pending(verify(1, BASE, "t1/1", "t2/1"));
  }

  @Test
  void mergingAndTheCheckIsRed() {
    beingVerified()
        .when(Asks.mergeFails(1, "red"))
        .then(Facts.mergeFailed(1, "red"), taskCancelled("t1", WHY), mergeStarted(2, 1))
        .pending(verify(2, BASE, "t2/1"));
  }

  @Test
  void mergingAndItConflicts() {
    beingVerified()
        .when(mergePasses(1, head("with t2"), Asks.conflict("t1/1", "both changed x")))
        .then(
            mergePassed(1, head("with t2")),
            taskCancelled("t1", WHY),
            taskMerged("t2/1"),
            publishStarted());
  }

  @Test
  void mergingAndItCannotBeVerified() {
    beingVerified()
        .when(Asks.mergeTroubles(1, "disk full"))
        .then(mergeTroubled(1, Duration.ofSeconds(1), "disk full"), taskCancelled("t1", WHY));
  }

  @Test
  void mergingAndItsEngineEnds() {
    beingVerified()
        .when(Asks.resume())
        .when(Asks.mergeFails(1, "red"))
        .then(Facts.mergeFailed(1, "red"), taskCancelled("t1", WHY), mergeStarted(2, 1));
  }

  @Test
  void mergingAndItLands() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .when(cancelTask("a", WHY))
        .then(attemptStopping("a/1", Outcome.CANCELLED, WHY))
        .pending(verify(1, BASE, "a/1"))
        .when(mergePasses(1, head("with a")))
        .then(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted());
  }

  @Test
  void mergingAndStillInTheQueue() {
    Scenario run =
        Scenario.of(plan(tasks(2)))
            .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
            .given(attemptSucceeded("t1/1"), mergeStarted(1, 1), attemptSucceeded("t2/1"))
            .when(cancelTask("t2", WHY))
            .then(taskCancelled("t2", WHY))
            .pending(verify(1, BASE, "t1/1"));

    run.when(mergePasses(1, head("with t1")))
        .then(mergePassed(1, head("with t1")), taskMerged("t1/1"), publishStarted());
  }

  @Test
  void aSuspectThatIsCancelledTakesTheSuspicionWithIt() {
    Scenario.of(plan(tasks(3)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"), attemptStarted("t3/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), attemptSucceeded("t3/1"))
        .given(mergeStarted(1, 3), mergeFailed(1, "red"))
        // The base is being probed, so none of the three is in a group.
        .given(mergeStarted(2, 0))
        .when(cancelTask("t2", WHY))
        .then(taskCancelled("t2", WHY))
        .when(mergePasses(2, BASE))
        .then(mergePassed(2, BASE), mergeStarted(3, 2))
        .pending(verify(3, BASE, "t1/1", "t3/1"));
  }

  @Test
  void merged() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1), mergePassed(1, head("with t1")))
        .given(taskMerged("t1/1"))
        .when(cancelTask("t1", WHY))
        .thenNothing();
  }

  @Test
  void succeeded() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptEnded("t1/1", successWithoutChange()), taskSucceeded("t1/1"))
        .when(cancelTask("t1", WHY))
        .thenNothing();
  }

  @Test
  void failedSkippedAndCancelled() {
    Scenario.of(plan(task("a"), task("b").needs("a"), task("c"), task("d")))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("c/1"), attemptStarted("d/1"))
        .given(attemptEnded("a/1", failure("boom")), taskFailed("a", "boom"))
        .given(taskSkipped("b", "a"), attemptEnded("c/1", failure(Outcome.CANCELLED, "x")))
        .given(taskCancelled("c", "x"))
        .when(cancelTask("a", WHY))
        .thenNothing()
        .when(cancelTask("b", WHY))
        .thenNothing()
        .when(cancelTask("c", WHY))
        .thenNothing();
  }

  @Test
  void aTaskThatIsInTroubleWithTheMergeQueue() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergeTroubled(1, Duration.ofSeconds(1), "disk full"))
        .when(cancelTask("a", WHY))
        .then(taskCancelled("a", WHY), runFinished(RunStatus.FAILED));
  }

  @Test
  void anUnknownTask() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(cancelTask("nobody", WHY))
        .thenNothing();
  }
}
