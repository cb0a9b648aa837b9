package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.cancelRun;
import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.publish;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishFailed;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.resultPublished;
import static dev.manyhands.core.run.Facts.runCancelling;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskReturned;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.salvage;
import static dev.manyhands.core.run.Things.salvaged;
import static dev.manyhands.core.run.Things.verify;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancelRunTest {
  private static final String WHY = "enough";

  @Test
  void whatRunsIsEndedWhatWaitsIsCancelledWhatIsDoneIsCombined() {
    AttemptEnd cancelled =
        new AttemptEnd(Outcome.CANCELLED, WHY, null, Things.change("run/1"), "", Usage.NONE);
    Scenario.of(
            plan(task("run"), task("done"), task("ready"), task("wait").needs("run"))
                .concurrency(2))
        .given(runStarted(), attemptStarted("run/1"), attemptStarted("done/1"))
        .given(attemptSucceeded("done/1"), mergeStarted(1, 1))
        .when(cancelRun(WHY))
        .then(
            runCancelling(WHY, true),
            attemptStopping("run/1", Outcome.CANCELLED, WHY),
            taskCancelled("ready", WHY),
            taskCancelled("wait", WHY))
        .pending(salvage("run/1", Outcome.CANCELLED, WHY), verify(1, BASE, "done/1"))
        .when(mergePasses(1, head("with done")))
        .then(mergePassed(1, head("with done")), taskMerged("done/1"))
        .when(finish("run/1", salvaged("run/1")))
        .then(attemptEnded("run/1", cancelled), taskCancelled("run", WHY), publishStarted())
        .when(publish(1))
        .then(resultPublished(), runFinished(RunStatus.CANCELLED));
  }

  @Test
  void nothingIsRetriedAnyMore() {
    AttemptEnd timedOut =
        new AttemptEnd(Outcome.TIMED_OUT, "too long", null, Things.change("a/1"), "", Usage.NONE);
    Scenario.of(plan(task("a").retries(5)))
        .given(runStarted(), attemptStarted("a/1"))
        .given(attemptStopping("a/1", Outcome.TIMED_OUT, "too long"))
        .when(cancelRun(WHY))
        .then(runCancelling(WHY, true))
        .pending(salvage("a/1", Outcome.TIMED_OUT, "too long"))
        .when(finish("a/1", salvaged("a/1")))
        .then(
            attemptEnded("a/1", timedOut),
            taskCancelled("a", WHY),
            runFinished(RunStatus.CANCELLED));
  }

  @Test
  void aChangeThatComesBackFromTheMergeQueueIsNotTriedAgain() {
    Scenario.of(plan(tasks(2)).returns(3))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2))
        .given(runCancelling(WHY, true))
        .when(mergePasses(1, head("with t1"), Asks.conflict("t2/1", "both changed x")))
        .then(
            mergePassed(1, head("with t1")),
            taskMerged("t1/1"),
            taskReturned("t2/1", Outcome.CONFLICT, "both changed x"),
            taskCancelled("t2", WHY),
            publishStarted());
  }

  @Test
  void aSecondRequestChangesNothing() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), runCancelling(WHY, true))
        .given(attemptStopping("a/1", Outcome.CANCELLED, WHY))
        .when(cancelRun("more than enough"))
        .thenNothing();
  }

  @Test
  void aRequestAfterTheLimitWasReachedIsNoted() {
    Scenario run =
        Scenario.of(plan(task("a")))
            .given(runStarted(), attemptStarted("a/1"), runCancelling("limit", false))
            .given(attemptStopping("a/1", Outcome.CANCELLED, "limit"))
            .when(cancelRun(WHY))
            .then(runCancelling(WHY, true));

    run.when(finish("a/1", failure("x")))
        .then(
            attemptEnded(
                "a/1", new AttemptEnd(Outcome.CANCELLED, "limit", 1, null, "", Usage.NONE)),
            taskCancelled("a", "limit"),
            runFinished(RunStatus.CANCELLED));
  }

  @Test
  void aRunThatIsBeingPublishedIsPastCancelling() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted())
        .when(cancelRun(WHY))
        .thenNothing()
        .given(publishFailed("disk full", Duration.ofSeconds(1)))
        .when(cancelRun(WHY))
        .thenNothing();
  }

  @Test
  void aRunInWhichNothingWasLeftToCancelSucceeds() {
    Scenario.of(plan(task("a"), task("b")))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
        .given(attemptEnded("b/1", Things.successWithoutChange()), taskSucceeded("b/1"))
        .given(attemptSucceeded("a/1"), mergeStarted(1, 1))
        .when(cancelRun(WHY))
        .then(runCancelling(WHY, true))
        .when(mergePasses(1, head("with a")))
        .then(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted())
        .when(publish(1))
        .then(resultPublished(), runFinished(RunStatus.SUCCEEDED));
  }
}
