package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergeFails;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.succeed;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergeFailed;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskReturned;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.verify;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On a base on which the combined check is red by itself, no single change can be blamed. */
class BrokenBaseTest {
  private static final String ALL =
      "the combined check fails with all changes, and on the base without any: red";

  @Test
  void theFirstRedGroupMakesTheBaseSuspectTooAndItIsProbedOnce() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2))
        .when(mergeFails(1, "red"))
        .then(mergeFailed(1, "red"), mergeStarted(2, 0))
        .pending(verify(2, BASE))
        .when(mergePasses(2, BASE))
        .then(mergePassed(2, BASE), mergeStarted(3, 1))
        .when(mergeFails(3, "red"))
        .then(
            mergeFailed(3, "red"),
            taskReturned("t1/1", Outcome.REJECTED, "the combined check fails with it: red"),
            taskFailed("t1", "the combined check fails with it: red"),
            mergeStarted(4, 1))
        .pending(verify(4, BASE, "t2/1"));
  }

  @Test
  void aBaseThatPassedWithAChangeIsNotProbed() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1), mergePassed(1, head("one")))
        .given(taskMerged("t1/1"), attemptSucceeded("t2/1"), mergeStarted(2, 1))
        .when(mergeFails(2, "red"))
        .then(
            mergeFailed(2, "red"),
            taskReturned("t2/1", Outcome.REJECTED, "the combined check fails with it: red"),
            taskFailed("t2", "the combined check fails with it: red"),
            publishStarted());
  }

  @Test
  void onABrokenBaseChangesWaitUntilNoMoreCanComeAndAreJudgedTogether() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1), mergeFailed(1, "red"))
        .given(mergeStarted(2, 0))
        .when(mergeFails(2, "red"))
        .then(mergeFailed(2, "red"))
        .pending(runAttempt("t2/1"))
        .when(succeed("t2/1"))
        .then(attemptSucceeded("t2/1"), mergeStarted(3, 2))
        .pending(verify(3, BASE, "t1/1", "t2/1"))
        .when(mergePasses(3, head("mended")))
        .then(
            mergePassed(3, head("mended")),
            taskMerged("t1/1"),
            taskMerged("t2/1"),
            publishStarted());
  }

  @Test
  void aTaskThatWaitsForOneInTheQueueIsNotWaitedFor() {
    Scenario.of(plan(task("a"), task("b").needs("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"))
        .given(mergeStarted(1, 1), mergeFailed(1, "red"), mergeStarted(2, 0))
        .when(mergeFails(2, "red"))
        .then(mergeFailed(2, "red"), mergeStarted(3, 1))
        .when(mergeFails(3, "red"))
        .then(
            mergeFailed(3, "red"),
            taskReturned("a/1", Outcome.REJECTED, ALL),
            taskFailed("a", ALL),
            taskSkipped("b", "a"),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void whenEverythingTogetherIsRedEverythingIsRejected() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2))
        .given(mergeFailed(1, "red"), mergeStarted(2, 0), mergeFailed(2, "red"))
        .given(mergeStarted(3, 2))
        .when(mergeFails(3, "red"))
        .then(
            mergeFailed(3, "red"),
            taskReturned("t1/1", Outcome.REJECTED, ALL),
            taskFailed("t1", ALL),
            taskReturned("t2/1", Outcome.REJECTED, ALL),
            taskFailed("t2", ALL),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void rejectedChangesThatMayComeBackAreJudgedTogetherAgain() {
    Scenario.of(plan(tasks(2)).returns(1))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2))
        .given(mergeFailed(1, "red"), mergeStarted(2, 0), mergeFailed(2, "red"))
        .given(mergeStarted(3, 2))
        .when(mergeFails(3, "red"))
        .then(
            mergeFailed(3, "red"),
            taskReturned("t1/1", Outcome.REJECTED, ALL),
            taskRetried("t1", Duration.ZERO),
            taskReturned("t2/1", Outcome.REJECTED, ALL),
            taskRetried("t2", Duration.ZERO),
            attemptStarted("t1/2"),
            attemptStarted("t2/2"))
        .when(succeed("t1/2"))
        .then(attemptSucceeded("t1/2"))
        .when(succeed("t2/2"))
        .then(attemptSucceeded("t2/2"), mergeStarted(4, 2));
  }

  @Test
  void aFailedTaskEndsTheWait() {
    Scenario.of(plan(task("a"), task("b").retries(0)))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
        .given(attemptSucceeded("a/1"), mergeStarted(1, 1), mergeFailed(1, "red"))
        .given(mergeStarted(2, 0), mergeFailed(2, "red"))
        .when(finish("b/1", failure("boom")))
        .then(attemptEnded("b/1", failure("boom")), taskFailed("b", "boom"), mergeStarted(3, 1))
        .pending(verify(3, BASE, "a/1"));
  }

  @Test
  void aMendedBaseIsSoundFromThenOn() {
    Scenario.of(plan(task("a"), task("b").needs("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"))
        .given(mergeStarted(1, 1), mergeFailed(1, "red"), mergeStarted(2, 0))
        .given(mergeFailed(2, "red"), mergeStarted(3, 1), mergePassed(3, head("mended")))
        .given(taskMerged("a/1"), attemptStarted("b/1", Things.commit("mended")))
        .given(attemptSucceeded("b/1"), mergeStarted(4, 1))
        .when(mergeFails(4, "red"))
        .then(
            mergeFailed(4, "red"),
            taskReturned("b/1", Outcome.REJECTED, "the combined check fails with it: red"),
            taskFailed("b", "the combined check fails with it: red"),
            publishStarted());
  }

  /** What is added while the last word is about to be spoken could mend the base. */
  @Test
  void onARedBaseWhatWasAddedMeanwhileIsWaitedFor() {
    Scenario.of(plan(task("a")).open())
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergeFailed(1, "red"), mergeStarted(2, 0), mergeFailed(2, "red base"))
        .given(mergeStarted(3, 1), Facts.tasksAdded(task("b")), attemptStarted("b/1"))
        .when(mergeFails(3, "red"))
        .then(mergeFailed(3, "red"))
        .pending(runAttempt("b/1"))
        .when(succeed("b/1"))
        .then(attemptSucceeded("b/1"), mergeStarted(4, 2));
  }
}
