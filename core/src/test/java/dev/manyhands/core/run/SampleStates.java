package dev.manyhands.core.run;

import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergeFailed;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishFailed;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.runCancelling;
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
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.successWithoutChange;

import dev.manyhands.core.plan.Check;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Runs in every kind of state; a scenario can be used once, so each is made anew. */
final class SampleStates {
  private SampleStates() {}

  /** A run in some state. */
  record Sample(String name, Supplier<Scenario> run) {}

  private static Scenario start(Plans.Spec... tasks) {
    return Scenario.of(
            plan(tasks)
                .concurrency(2)
                .returns(1)
                .wall(Duration.ofHours(200))
                .queue(Duration.ofHours(20)))
        .given(runStarted());
  }

  /** Starts a run whose task {@code t} is needed by another, beside a third that runs. */
  private static Scenario beside() {
    return start(task("t"), task("after").needs("t"), task("other"))
        .given(attemptStarted("other/1"));
  }

  private static Scenario merging() {
    return beside().given(attemptStarted("t/1"), attemptSucceeded("t/1"));
  }

  /** Returns runs whose task {@code t} is in every kind of state. */
  static List<Sample> ofTask() {
    return List.of(
        new Sample(
            "Waiting",
            () ->
                start(task("t").needs("n"), task("after").needs("t"), task("n"))
                    .given(attemptStarted("n/1"))),
        new Sample(
            "Ready, without a free slot",
            () ->
                start(task("t"), task("after").needs("t"), task("o1"), task("o2"))
                    .given(attemptStarted("o1/1"), attemptStarted("o2/1"))),
        new Sample(
            "Ready, backing off",
            () ->
                beside()
                    .given(attemptStarted("t/1"), attemptEnded("t/1", failure("why")))
                    .given(taskRetried("t", Duration.ofSeconds(1)))),
        new Sample("Running", () -> beside().given(attemptStarted("t/1"))),
        new Sample(
            "Running, without a retry left",
            () ->
                start(task("t").retries(0), task("after").needs("t"), task("other"))
                    .given(attemptStarted("other/1"), attemptStarted("t/1"))),
        new Sample(
            "Stopping, because it took too long",
            () ->
                beside()
                    .given(attemptStarted("t/1"))
                    .given(attemptStopping("t/1", Outcome.TIMED_OUT, "too long"))),
        new Sample(
            "Stopping, because it was cancelled",
            () ->
                beside()
                    .given(attemptStarted("t/1"))
                    .given(attemptStopping("t/1", Outcome.CANCELLED, "first"))),
        new Sample(
            "Stopping, because its engine ended",
            () -> beside().given(attemptStarted("t/1"), Facts.runResumed())),
        new Sample("Merging, in the queue", () -> merging().given(Facts.mergeStarted(1, 0))),
        new Sample("Merging, being verified", () -> merging().given(mergeStarted(1, 1))),
        new Sample(
            "Merged",
            () ->
                merging()
                    .given(mergeStarted(1, 1), mergePassed(1, head("one")), taskMerged("t/1"))
                    .given(attemptStarted("after/1", Things.commit("one")))),
        new Sample(
            "Succeeded",
            () ->
                beside()
                    .given(attemptStarted("t/1"), attemptEnded("t/1", successWithoutChange()))
                    .given(taskSucceeded("t/1"), attemptStarted("after/1"))),
        new Sample(
            "Failed",
            () ->
                beside()
                    .given(attemptStarted("t/1"), attemptEnded("t/1", failure("why")))
                    .given(taskFailed("t", "why"), taskSkipped("after", "t"))),
        new Sample(
            "Cancelled",
            () -> beside().given(taskCancelled("t", "first"), taskSkipped("after", "t"))),
        new Sample(
            "Skipped",
            () ->
                start(task("t").needs("n"), task("n"), task("other"))
                    .given(
                        attemptStarted("other/1"),
                        taskCancelled("n", "x"),
                        taskSkipped("t", "n"))));
  }

  private static Scenario landed() {
    return start(task("t"), task("other"))
        .given(attemptStarted("t/1"), attemptSucceeded("t/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("one")), taskMerged("t/1"))
        .given(taskCancelled("other", "x"));
  }

  /** Returns runs in every kind of state, phase and step of the merge queue. */
  static List<Sample> ofRun() {
    return List.of(
        new Sample("Unstarted", () -> Scenario.of(plan(task("t")))),
        new Sample("Working, nothing to verify", () -> beside().given(attemptStarted("t/1"))),
        new Sample("Working, verifying a change", () -> merging().given(mergeStarted(1, 1))),
        new Sample(
            "Working, verifying the base",
            () -> merging().given(mergeStarted(1, 1), mergeFailed(1, "red"), mergeStarted(2, 0))),
        new Sample(
            "Working, verifying on a broken base",
            () ->
                start(task("t"))
                    .given(attemptStarted("t/1"), attemptSucceeded("t/1"), mergeStarted(1, 1))
                    .given(mergeFailed(1, "red"), mergeStarted(2, 0), mergeFailed(2, "red"))
                    .given(mergeStarted(3, 1))),
        new Sample(
            "Working, verifying one of two suspects",
            () ->
                start(task("u"), task("t"))
                    .given(attemptStarted("t/1"), attemptStarted("u/1"))
                    .given(attemptSucceeded("t/1"), attemptSucceeded("u/1"), mergeStarted(1, 2))
                    .given(mergeFailed(1, "red"), mergeStarted(2, 0), mergePassed(2, Things.BASE))
                    .given(mergeStarted(3, 1))),
        new Sample(
            "Working, after the change came back once",
            () ->
                start(task("t"), task("other"))
                    .given(
                        attemptStarted("t/1"), attemptSucceeded("t/1"), attemptStarted("other/1"))
                    .given(mergeStarted(1, 1), mergePassed(1, head("one")))
                    .given(taskReturned("t/1", Outcome.CONFLICT, "x"))
                    .given(taskRetried("t", Duration.ZERO))
                    .given(attemptStarted("t/2", Things.commit("one")))),
        new Sample(
            "Cancelling, because somebody asked",
            () ->
                start(task("t"), task("other"))
                    .given(attemptStarted("t/1"), runCancelling("enough", true))
                    .given(attemptStopping("t/1", Outcome.CANCELLED, "enough"))
                    .given(taskCancelled("other", "enough"))),
        new Sample(
            "Cancelling, because of a limit",
            () ->
                start(task("t"), task("other"))
                    .given(attemptStarted("t/1"), runCancelling("too long", false))
                    .given(attemptStopping("t/1", Outcome.CANCELLED, "too long"))
                    .given(taskCancelled("other", "too long"))),
        new Sample(
            "Cancelling, verifying a change",
            () ->
                start(task("t"), task("other"))
                    .given(attemptStarted("t/1"), attemptSucceeded("t/1"), mergeStarted(1, 1))
                    .given(runCancelling("enough", true), taskCancelled("other", "enough"))),
        new Sample(
            "Working, verifying what was merged before its check was given",
            () ->
                Scenario.of(plan(task("t")).withoutCheck().open())
                    .given(runStarted(), attemptStarted("t/1"), attemptSucceeded("t/1"))
                    .given(mergeStarted(1, 1), mergePassed(1, head("one")), taskMerged("t/1"))
                    .given(Facts.runClosed(new Check(List.of("late"), Plans.CHECK)))
                    .given(mergeStarted(2, 0))),
        new Sample("Publishing", () -> landed().given(publishStarted())),
        new Sample(
            "Publishing, for the last time",
            () ->
                landed()
                    .given(publishStarted(), publishFailed("x", Duration.ZERO), publishStarted())
                    .given(publishFailed("x", Duration.ZERO), publishStarted())),
        new Sample(
            "Unpublished",
            () -> landed().given(publishStarted(), publishFailed("x", Duration.ofSeconds(1)))),
        new Sample(
            "Finished",
            () ->
                landed()
                    .given(publishStarted(), Facts.resultPublished())
                    .given(runFinished(RunStatus.PARTIAL))));
  }
}
