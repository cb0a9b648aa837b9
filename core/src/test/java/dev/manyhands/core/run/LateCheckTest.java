package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.close;
import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergeFails;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.mergeTroubles;
import static dev.manyhands.core.run.Asks.succeed;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergeFailed;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.mergeTroubled;
import static dev.manyhands.core.run.Facts.mergesUndone;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.runClosed;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskReturned;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.publish;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.verify;

import dev.manyhands.core.plan.Check;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** I5: a check that is given when an open run is closed holds for what was merged before, too. */
class LateCheckTest {
  private static final Check LATE = new Check(List.of("late"), Plans.CHECK);
  private static final Head WITH_A = head("with a");

  private static Asks closeWithCheck() {
    return close(LATE);
  }

  private static Scenario merged(Plans.Spec... more) {
    Plans.Spec[] tasks = new Plans.Spec[more.length + 1];
    tasks[0] = task("a");
    System.arraycopy(more, 0, tasks, 1, more.length);
    Scenario run = Scenario.of(plan(tasks).open().withoutCheck()).given(runStarted());
    for (Plans.Spec spec : tasks) {
      run.given(attemptStarted(spec.id() + "/1"));
    }
    return run.given(attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, WITH_A), taskMerged("a/1"));
  }

  @Test
  void whatWasMergedBeforeIsCheckedBeforeItIsDelivered() {
    merged()
        .when(closeWithCheck())
        .then(runClosed(LATE), mergeStarted(2, 0))
        .pending(verify(2, WITH_A))
        .when(mergePasses(2, WITH_A))
        .then(mergePassed(2, WITH_A), publishStarted())
        .pending(publish(1, WITH_A, "a"));
  }

  @Test
  void whatIsRedIsTakenApartAndTheRestLands() {
    merged(task("b"), task("c"))
        .given(attemptSucceeded("b/1"), attemptSucceeded("c/1"), mergeStarted(2, 2))
        .given(mergePassed(2, head("all")), taskMerged("b/1"), taskMerged("c/1"))
        .when(closeWithCheck())
        .when(mergeFails(3, "red"))
        .then(mergeFailed(3, "red"), mergesUndone(), mergeStarted(4, 0))
        .pending(verify(4, BASE))
        .when(mergePasses(4, BASE))
        .then(mergePassed(4, BASE), mergeStarted(5, 1))
        .pending(verify(5, BASE, "a/1"))
        .when(mergePasses(5, WITH_A))
        .then(mergePassed(5, WITH_A), taskMerged("a/1"), mergeStarted(6, 1))
        .when(mergeFails(6, "red"))
        .then(
            mergeFailed(6, "red"),
            taskReturned("b/1", Outcome.REJECTED, "the combined check fails with it: red"),
            taskFailed("b", "the combined check fails with it: red"),
            mergeStarted(7, 1))
        .when(mergePasses(7, head("a and c")))
        .then(mergePassed(7, head("a and c")), taskMerged("c/1"), publishStarted())
        .pending(publish(1, head("a and c"), "a", "c"));
  }

  @Test
  void whatSomethingWasMadeOnTopOfIsNotTakenApartAndNotDelivered() {
    String reason = "the combined check fails on what was merged: red";
    Scenario.of(plan(task("a"), task("b").needs("a")).open().withoutCheck())
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, WITH_A), taskMerged("a/1"))
        .given(attemptStarted("b/1", WITH_A.commit()), attemptSucceeded("b/1"))
        .given(mergeStarted(2, 1), mergePassed(2, head("both")), taskMerged("b/1"))
        .when(closeWithCheck())
        .when(mergeFails(3, "red"))
        .then(mergeFailed(3, "red"), runFinished(RunStatus.FAILED, reason))
        .pending();
  }

  @Test
  void theSameCheckAgainChangesNothing() {
    Check same = new Check(List.of("check"), Plans.CHECK);
    Scenario.of(plan(task("a")).open())
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, WITH_A), taskMerged("a/1"))
        .when(close(same))
        .then(runClosed(same), publishStarted());
  }

  @Test
  void withoutAnythingMergedThereIsNothingToCheck() {
    Scenario.of(plan(task("a")).open().withoutCheck())
        .given(runStarted(), attemptStarted("a/1"))
        .when(closeWithCheck())
        .then(runClosed(LATE))
        .when(finish("a/1", Things.successWithoutChange()))
        .pending();
  }

  @Test
  void aVerificationUnderWayBeginsAnew() {
    merged(task("b"))
        .given(attemptSucceeded("b/1"), mergeStarted(2, 1))
        .when(closeWithCheck())
        .then(runClosed(LATE), mergeStarted(3, 1))
        .pending(verify(3, WITH_A, "b/1"))
        .when(mergePasses(2, head("without the check")))
        .thenNothing()
        .when(mergePasses(3, head("both")))
        .then(mergePassed(3, head("both")), taskMerged("b/1"), publishStarted());
  }

  @Test
  void whatWasCancelledWhileItWasVerifiedEndsWithThatVerification() {
    merged(task("b"))
        .given(attemptSucceeded("b/1"), mergeStarted(2, 1))
        .given(attemptStopping("b/1", Outcome.CANCELLED, "not wanted"))
        .when(closeWithCheck())
        .then(runClosed(LATE), taskCancelled("b", "not wanted"), mergeStarted(3, 0));
  }

  @Test
  void whatPassesTogetherWithALaterChangeNeedsNoCheckOfItsOwn() {
    merged(task("b"))
        .when(closeWithCheck())
        .then(runClosed(LATE))
        .pending(runAttempt("b/1"))
        .when(succeed("b/1"))
        .then(attemptSucceeded("b/1"), mergeStarted(2, 1))
        .when(mergePasses(2, head("both")))
        .then(mergePassed(2, head("both")), taskMerged("b/1"), publishStarted());
  }

  @Test
  void changesThatCameWithTheCloseAreJudgedWithThoseFromBefore() {
    merged(task("b"))
        .when(closeWithCheck())
        .when(succeed("b/1"))
        .when(mergeFails(2, "red"))
        .then(mergeFailed(2, "red"), mergeStarted(3, 0))
        .when(mergeFails(3, "red"))
        .then(mergeFailed(3, "red"), mergesUndone(), mergeStarted(4, 0))
        .when(mergePasses(4, BASE))
        .then(
            mergePassed(4, BASE),
            taskReturned("a/1", Outcome.REJECTED, "the combined check fails with it: red"),
            taskFailed("a", "the combined check fails with it: red"),
            mergeStarted(5, 1))
        .pending(verify(5, BASE, "b/1"));
  }

  @Test
  void onARedBaseAllAreJudgedTogether() {
    String all = "the combined check fails with all changes, and on the base without any: red";
    merged()
        .when(closeWithCheck())
        .when(mergeFails(2, "red"))
        .when(mergeFails(3, "red"))
        .then(mergeFailed(3, "red"), mergeStarted(4, 1))
        .when(mergeFails(4, "red"))
        .then(
            mergeFailed(4, "red"),
            taskReturned("a/1", Outcome.REJECTED, all),
            taskFailed("a", all),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void aHeadThatNoCheckWasRunOnStaysUncheckedWhenNothingJoinsIt() {
    Asks allConflict =
        now ->
            new Command.FinishMerge(
                now,
                2,
                new Command.MergeEnd.Passed(
                    WITH_A, List.of(Asks.conflict("b/1", "they conflict")), null));
    merged(task("b"))
        .when(closeWithCheck())
        .when(succeed("b/1"))
        .when(allConflict)
        .then(
            now -> new Event.MergePassed(now, 2, WITH_A, null),
            taskReturned("b/1", Outcome.CONFLICT, "they conflict"),
            taskFailed("b", "they conflict"),
            mergeStarted(3, 0));
  }

  @Test
  void whatCannotBeCheckedIsNotDelivered() {
    Duration one = Duration.ofSeconds(1);
    Duration two = Duration.ofSeconds(2);
    merged()
        .when(closeWithCheck())
        .when(mergeTroubles(2, "disk full"))
        .then(mergeTroubled(2, one, "disk full"))
        .wakesAt(one)
        .after(one)
        .when(tick())
        .then(mergeStarted(3, 0))
        .when(mergeTroubles(3, "disk full"))
        .after(two)
        .when(tick())
        .when(mergeTroubles(4, "disk full"))
        .then(
            mergeTroubled(4, Duration.ofSeconds(4), "disk full"),
            runFinished(
                RunStatus.FAILED,
                "the combined check could not be run on what was merged before it was given"));
  }

  @Test
  void itIsCheckedAlsoWhenTheRunIsCancelled() {
    merged(task("b"))
        .when(closeWithCheck())
        .when(Asks.cancelRun("enough"))
        .when(finish("b/1", Things.successWithoutChange()))
        .pending(verify(2, WITH_A));
  }
}
