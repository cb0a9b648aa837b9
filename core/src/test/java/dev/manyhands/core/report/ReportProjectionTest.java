package dev.manyhands.core.report;

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
import static dev.manyhands.core.run.Facts.runResumed;
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
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.T0;
import static dev.manyhands.core.run.Things.change;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.id;
import static dev.manyhands.core.run.Things.successWithoutChange;
import static dev.manyhands.core.run.Things.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Facts;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Plans;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.core.run.Things;
import dev.manyhands.core.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class ReportProjectionTest {
  private ReportProjection projection = of(plan(task("a")));
  private Instant clock = T0;

  private static ReportProjection of(Plans plan) {
    return new ReportProjection(new RunId("r"), plan.build(), attempt -> "refs/" + attempt);
  }

  private ReportProjectionTest run(Plans plan) {
    projection = of(plan);
    return this;
  }

  private ReportProjectionTest on(Facts... facts) {
    for (Facts fact : facts) {
      projection.on(fact.apply(clock));
    }
    return this;
  }

  private ReportProjectionTest after(int seconds) {
    clock = clock.plusSeconds(seconds);
    return this;
  }

  private Report report() {
    return projection.report();
  }

  private TaskReport taskReport(String task) {
    return report().tasks().stream().filter(t -> t.id().equals(id(task))).findFirst().orElseThrow();
  }

  @Test
  void aRunThatHasNotStarted() {
    Report report = run(plan(task("a"), task("b").needs("a"))).report();

    assertThat(report.status()).isEqualTo("running");
    assertThat(report.result()).isEmpty();
    assertThat(report.baseOrNull()).isNull();
    assertThat(report.startedAtOrNull()).isNull();
    assertThat(report.wall()).isZero();
    assertThat(report.tasks())
        .extracting(TaskReport::state, TaskReport::attempts)
        .containsOnly(Tuple.tuple("waiting", List.of()));
    assertThat(taskReport("b").needs()).containsExactly(id("a"));
  }

  @Test
  void everyStateOfATaskHasItsWord() {
    run(
        plan(task("a").retries(0), task("b").needs("a"), task("c").retries(0), task("d"))
            .concurrency(3));
    on(runStarted());
    assertThat(taskReport("a").state()).isEqualTo("ready");
    assertThat(taskReport("b").state()).isEqualTo("waiting");

    on(attemptStarted("a/1"), attemptStarted("c/1"), attemptStarted("d/1"));
    assertThat(taskReport("a").state()).isEqualTo("running");
    on(attemptStopping("d/1", Outcome.CANCELLED, "not wanted"));
    assertThat(taskReport("d").state()).isEqualTo("running");
    on(attemptEnded("d/1", failure(Outcome.CANCELLED, "not wanted")));
    on(taskCancelled("d", "not wanted"));
    assertThat(taskReport("d").state()).isEqualTo("cancelled");
    assertThat(taskReport("d").reasonOrNull()).isEqualTo("not wanted");

    on(attemptSucceeded("a/1"));
    assertThat(taskReport("a").state()).isEqualTo("merging");
    on(mergeStarted(1, 1), mergePassed(1, head("one")), taskMerged("a/1"));
    assertThat(taskReport("a").state()).isEqualTo("merged");
    assertThat(taskReport("a").reasonOrNull()).isNull();

    on(attemptEnded("c/1", failure("boom")), taskFailed("c", "boom"));
    assertThat(taskReport("c").state()).isEqualTo("failed");
    assertThat(taskReport("c").reasonOrNull()).isEqualTo("boom");

    on(attemptStarted("b/1"), attemptEnded("b/1", successWithoutChange()), taskSucceeded("b/1"));
    assertThat(taskReport("b").state()).isEqualTo("succeeded");
  }

  @Test
  void aSkippedTaskSaysBecauseOfWhich() {
    run(plan(task("a").retries(0), task("b").needs("a")));
    on(runStarted(), attemptStarted("a/1"), attemptEnded("a/1", failure("boom")));
    on(taskFailed("a", "boom"), taskSkipped("b", "a"));

    assertThat(taskReport("b").state()).isEqualTo("skipped");
    assertThat(taskReport("b").reasonOrNull()).isEqualTo("it needs 'a', which did not end well");
  }

  @Test
  void anAttemptIsReportedWithItsTimesItsOutcomeAndItsUse() {
    on(runStarted(), attemptStarted("a/1")).after(90).on(attemptSucceeded("a/1"));

    assertThat(taskReport("a").attempts())
        .containsExactly(
            new AttemptReport(
                1,
                "command",
                "succeeded",
                "",
                0,
                BASE.commit(),
                T0,
                T0.plusSeconds(90),
                Duration.ZERO,
                change("a/1"),
                Things.usage(10)));
    assertThat(taskReport("a").summary()).isEqualTo("did a/1");
    assertThat(taskReport("a").refOrNull()).isEqualTo("refs/a/1");
    assertThat(taskReport("a").changeOrNull()).isEqualTo(change("a/1"));
  }

  @Test
  void anAttemptThatRunsHasNoOutcomeYet() {
    on(runStarted(), attemptStarted("a/1"));

    AttemptReport attempt = taskReport("a").attempts().getFirst();
    assertThat(attempt.outcomeOrNull()).isNull();
    assertThat(attempt.endedAtOrNull()).isNull();
    assertThat(taskReport("a").refOrNull()).isNull();
  }

  @Test
  void anAttemptsFilesAreNamedEvenWhenItFailed() {
    AttemptEnd end =
        new AttemptEnd(Outcome.TIMED_OUT, "too long", null, change("a/1"), "half", Usage.NONE);
    on(runStarted(), attemptStarted("a/1"), attemptEnded("a/1", end));
    on(taskRetried("a", Duration.ZERO), attemptStarted("a/2"));

    assertThat(taskReport("a").refOrNull()).isEqualTo("refs/a/1");
    on(attemptSucceeded("a/2"));
    assertThat(taskReport("a").refOrNull()).isEqualTo("refs/a/2");
    assertThat(taskReport("a").attempts())
        .extracting(AttemptReport::outcomeOrNull)
        .containsExactly("timed-out", "succeeded");
  }

  @Test
  void waitingForASlotCountsBackingOffDoesNot() {
    run(plan(tasks(2)).concurrency(1)).on(runStarted(), attemptStarted("t1/1"));
    after(30).on(attemptEnded("t1/1", failure("boom")), taskRetried("t1", Duration.ofSeconds(4)));
    on(attemptStarted("t2/1"));
    after(10).on(attemptEnded("t2/1", successWithoutChange()), taskSucceeded("t2/1"));
    on(attemptStarted("t1/2"));

    assertThat(taskReport("t2").attempts().getFirst().queued()).hasSeconds(30);
    assertThat(taskReport("t1").attempts().getLast().queued()).hasSeconds(6);
  }

  @Test
  void aConflictBecomesTheOutcomeOfItsAttempt() {
    run(plan(tasks(2)).returns(1));
    on(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"));
    on(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2));
    on(mergePassed(1, head("one")), taskMerged("t1/1"));
    on(taskReturned("t2/1", Outcome.CONFLICT, "both changed x"));
    on(taskRetried("t2", Duration.ZERO), attemptStarted("t2/2", Things.commit("one")));

    AttemptReport first = taskReport("t2").attempts().getFirst();
    assertThat(first.outcomeOrNull()).isEqualTo("conflict");
    assertThat(first.reason()).isEqualTo("both changed x");
    assertThat(first.changeOrNull()).isEqualTo(change("t2/1"));
    assertThat(taskReport("t2").attempts().getLast().outcomeOrNull()).isNull();
    assertThat(taskReport("t2").attempts().getLast().base()).isEqualTo(Things.commit("one"));
  }

  @Test
  void aCheckNamesTheTasksOfItsTreeWithoutThoseThatConflict() {
    run(plan(tasks(3)));
    on(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"), attemptStarted("t3/1"));
    on(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), attemptSucceeded("t3/1"));
    on(mergeStarted(1, 3), mergePassed(1, head("1+3")), taskMerged("t1/1"));
    on(taskReturned("t2/1", Outcome.CONFLICT, "x"), taskFailed("t2", "x"), taskMerged("t3/1"));

    assertThat(report().checks())
        .containsExactly(
            new CheckReport(
                1, tree("1+3"), List.of(id("t1"), id("t3")), true, T0, Duration.ofMillis(7)));
  }

  @Test
  void aConflictWithoutACheckLeavesEarlierChecksAlone() {
    run(plan(tasks(2)));
    on(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"), attemptSucceeded("t1/1"));
    on(mergeStarted(1, 1), mergePassed(1, head("one")), taskMerged("t1/1"));
    on(attemptSucceeded("t2/1"), mergeStarted(2, 1));
    on(now -> new Event.MergePassed(now, 2, head("one"), null));
    on(taskReturned("t2/1", Outcome.CONFLICT, "x"), taskFailed("t2", "x"));

    assertThat(report().checks()).extracting(CheckReport::tasks).containsExactly(List.of(id("t1")));
  }

  @Test
  void everyCheckIsReportedAlsoTheRedOnesAndTheOneOfTheBase() {
    run(plan(tasks(2)));
    on(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"));
    on(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2));
    after(5).on(mergeFailed(1, "red"), mergeStarted(2, 0), mergePassed(2, BASE));
    on(mergeStarted(3, 1), mergeTroubled(3, Duration.ZERO, "disk full"), mergeStarted(4, 1));
    on(mergeFailed(4, "red"), taskReturned("t1/1", Outcome.REJECTED, "red"));
    on(taskFailed("t1", "red"));

    assertThat(report().checks())
        .extracting(CheckReport::number, CheckReport::passed, CheckReport::tasks)
        .containsExactly(
            tuple(1, false, List.of(id("t1"), id("t2"))),
            tuple(2, true, List.of()),
            tuple(4, false, List.of(id("t1"))));
    assertThat(report().checks().getFirst().endedAt()).isEqualTo(T0.plusSeconds(5));
    assertThat(taskReport("t1").attempts().getFirst().outcomeOrNull()).isEqualTo("rejected");
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }

  @Test
  void aMergeWithoutACheckReportsNone() {
    run(plan(task("a")).withoutCheck());
    on(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1));
    on(now -> new Event.MergePassed(now, 1, head("one"), null));

    assertThat(report().checks()).isEmpty();
  }

  @Test
  void aFinishedRunHasItsResultItsTimesAndItsUse() {
    run(plan(task("a"), task("b").needs("a"), task("c")));
    on(runStarted("uncommitted changes"), attemptStarted("a/1"), attemptStarted("c/1"));
    after(10).on(attemptSucceeded("c/1"), mergeStarted(1, 1), mergePassed(1, head("c")));
    on(taskMerged("c/1"));
    after(10).on(attemptSucceeded("a/1"), mergeStarted(2, 1), mergePassed(2, head("ca")));
    on(taskMerged("a/1"), attemptStarted("b/1", Things.commit("ca")));
    after(30).on(attemptSucceeded("b/1"), mergeStarted(3, 1), mergePassed(3, head("cab")));
    on(taskMerged("b/1"), publishStarted());
    after(1).on(resultPublished(), runFinished(RunStatus.SUCCEEDED));

    Report report = report();
    assertThat(report.status()).isEqualTo("succeeded");
    assertThat(report.result())
        .contains(new Report.Result("manyhands/r", Things.commit("result"), Things.tree("result")));
    assertThat(report.baseOrNull()).isEqualTo(BASE.commit());
    assertThat(report.warnings()).containsExactly("uncommitted changes");
    assertThat(report.startedAtOrNull()).isEqualTo(T0);
    assertThat(report.endedAtOrNull()).isEqualTo(T0.plusSeconds(51));
    assertThat(report.wall()).hasSeconds(51);
    assertThat(report.busy()).hasSeconds(20 + 30 + 10);
    assertThat(report.criticalPath()).containsExactly(id("a"), id("b"));
    assertThat(report.criticalPathTime()).hasSeconds(50);
    assertThat(report.usage()).isEqualTo(new Usage(30, 30, new BigDecimal("0.03")));
    assertThat(report.tasks())
        .extracting(TaskReport::id)
        .containsExactly(id("a"), id("b"), id("c"));
    assertThat(report.withTests(new Report.Tests(3, 2, 1, 0)).tests().total()).isEqualTo(3);
  }

  @Test
  void allAttemptsOfATaskCountAsBusyAndAttemptsUnderWayUpToNow() {
    on(runStarted(), attemptStarted("a/1"));
    after(10).on(attemptEnded("a/1", failure("boom")), taskRetried("a", Duration.ofSeconds(1)));
    after(5).on(attemptStarted("a/2"));
    after(7).on(attemptStopping("a/2", Outcome.TIMED_OUT, "too long"));

    assertThat(report().busy()).hasSeconds(17);
    assertThat(report().wall()).hasSeconds(22);
    assertThat(report().endedAtOrNull()).isNull();
  }

  @Test
  void aLostAttemptIsReportedAsLost() {
    on(runStarted(), attemptStarted("a/1")).after(60).on(runResumed());
    on(attemptEnded("a/1", failure(Outcome.LOST, "gone")), taskRetried("a", Duration.ZERO));

    assertThat(taskReport("a").state()).isEqualTo("ready");
    assertThat(taskReport("a").attempts().getFirst().outcomeOrNull()).isEqualTo("lost");
  }

  @Test
  void aRunThatCouldNotBePublishedSaysWhy() {
    on(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1));
    on(mergePassed(1, head("one")), taskMerged("a/1"), publishStarted());
    on(publishFailed("disk full", Duration.ZERO), runFinished(RunStatus.FAILED, "disk full"));

    assertThat(report().status()).isEqualTo("failed");
    assertThat(report().reason()).isEqualTo("disk full");
    assertThat(report().result()).isEmpty();
  }
}
