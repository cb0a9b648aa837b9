package dev.manyhands.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final CommitId COMMIT = new CommitId("c".repeat(40));
  private static final TreeId TREE = new TreeId("d".repeat(40));
  private static final TaskId CORE = new TaskId("core");
  private static final TaskReport MERGED = task(CORE, "merged", "succeeded", "");
  private static final TaskReport STALLED =
      task(Verdict.HANGS, "failed", "stalled", "it said nothing for 20s");
  private static final TaskReport REJECTED =
      task(
          Verdict.BREAKS,
          "failed",
          "rejected",
          "the combined check fails with it: its last words: cannot find symbol");
  private static final Report.Tests GREEN = new Report.Tests(100, 98, 0, 2);

  private static TaskReport task(TaskId id, String state, String outcome, String reason) {
    AttemptReport attempt =
        new AttemptReport(
            1,
            "command",
            outcome,
            reason,
            0,
            COMMIT,
            AT,
            AT,
            Duration.ZERO,
            new Change(COMMIT, TREE, 2, 20, 10),
            Usage.NONE);
    return new TaskReport(
        id,
        id.value(),
        "command",
        state,
        reason.isEmpty() ? null : reason,
        List.of(),
        new Change(COMMIT, TREE, 2, 20, 10),
        null,
        "",
        List.of(attempt));
  }

  private static CheckReport check(int number, boolean passed, TaskId... tasks) {
    return new CheckReport(number, TREE, List.of(tasks), passed, AT, Duration.ofSeconds(1));
  }

  private static Report report(Report.Tests tests, List<CheckReport> checks, TaskReport... tasks) {
    return new Report(
        new RunId("demo"),
        "demo",
        "partial",
        "",
        COMMIT,
        new Report.Result("manyhands/demo", COMMIT, TREE),
        List.of(),
        List.of(tasks),
        checks,
        tests,
        Usage.NONE,
        AT,
        AT,
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        List.of(),
        Duration.ZERO);
  }

  private static final List<CheckReport> BISECTED =
      List.of(
          check(1, false, CORE, Verdict.BREAKS),
          check(2, true),
          check(3, true, CORE),
          check(4, false, Verdict.BREAKS));

  @Test
  void allAsPlanned() {
    Verdict verdict = Verdict.of(report(GREEN, BISECTED, MERGED, STALLED, REJECTED));

    assertThat(verdict.asPlanned()).isTrue();
    assertThat(verdict.findings())
        .extracting(Verdict.Finding::headline)
        .containsExactly(
            "1 of 1 refactorings are merged",
            "'hangs' hung, and was ended while the others went on",
            "'breaks-the-build' passed its own check, but not together with the others",
            "the result compiles as a whole, and the library's own tests pass on it");
    assertThat(verdict.findings().get(2).details())
        .containsExactly(
            "cannot find symbol",
            "the combined check failed with 2 of the changes, then with 1 alone, and passed with"
                + " none: so it was rejected");
  }

  @Test
  void aRefactoringThatIsMissing() {
    TaskReport failed = task(CORE, "failed", "failed", "no luck");

    Verdict verdict = Verdict.of(report(GREEN, BISECTED, failed, STALLED, REJECTED));

    assertThat(verdict.asPlanned()).isFalse();
    assertThat(verdict.findings().getFirst().details()).contains("'core' is failed: no luck");
  }

  @Test
  void aHangThatWasNotNoticed() {
    TaskReport merged = task(Verdict.HANGS, "merged", "succeeded", "");

    assertThat(Verdict.of(report(GREEN, BISECTED, MERGED, merged, REJECTED)).asPlanned()).isFalse();
  }

  @Test
  void aCheckThatFailsForAnotherReason() {
    List<CheckReport> checks = List.of(check(1, false, CORE), check(2, false, Verdict.BREAKS));

    Verdict verdict = Verdict.of(report(GREEN, checks, MERGED, STALLED, REJECTED));

    assertThat(verdict.findings().get(2).asPlanned()).isFalse();
    assertThat(verdict.findings().get(2).headline()).contains("failed without");
  }

  @Test
  void testsThatDidNotRunAreNotGreen() {
    Report report = report(Report.Tests.NONE, BISECTED, MERGED, STALLED, REJECTED);

    assertThat(Verdict.of(report).asPlanned()).isFalse();
  }

  @Test
  void anotherPlanIsNoDemo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verdict.of(report(GREEN, BISECTED, MERGED)));
  }
}
