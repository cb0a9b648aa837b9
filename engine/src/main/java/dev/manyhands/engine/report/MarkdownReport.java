package dev.manyhands.engine.report;

import static dev.manyhands.engine.report.MarkdownText.block;
import static dev.manyhands.engine.report.MarkdownText.code;
import static dev.manyhands.engine.report.MarkdownText.inline;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a report for people, as Markdown: what went wrong first, figures last. */
public final class MarkdownReport {
  private final Report report;
  private final Figures figures;
  private final Attachments attachments;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(Report report, Attachments attachments) {
    this.report = report;
    this.figures = Figures.of(report);
    this.attachments = attachments;
  }

  /** Returns the report as Markdown with tables, as GitHub reads it. */
  public static String write(Report report, Attachments attachments) {
    MarkdownReport writer = new MarkdownReport(report, attachments);
    writer.head();
    writer.failures();
    writer.tasks();
    writer.checks();
    writer.tests();
    writer.time();
    return writer.out.toString();
  }

  private void head() {
    out.append("# ").append(inline(report.name())).append(": ").append(report.status());
    out.append("\n\n").append(Sentences.summary(report, figures)).append('\n');
    if (!report.reason().isEmpty()) {
      out.append('\n').append(inline(report.reason())).append('\n');
    }
    Report.Result result = report.resultOrNull();
    if (result != null) {
      out.append("\nThe result is one commit, ")
          .append(code(result.commit().abbreviated()))
          .append(", on branch ")
          .append(code(result.branch()))
          .append(". To bring it into the branch that is checked out: ")
          .append(code("manyhands land " + report.run()))
          .append('\n');
    } else if (report.endedAtOrNull() != null) {
      out.append("\nNothing was combined, so there is no result branch.\n");
    }
    List<String> notes = Sentences.notes(report, attachments);
    if (!notes.isEmpty()) {
      out.append('\n');
      notes.forEach(note -> out.append("- Note: ").append(inline(note)).append('\n'));
    }
  }

  private void failures() {
    List<TaskReport> failures = figures.failures();
    if (failures.isEmpty()) {
      return;
    }
    out.append("\n## What went wrong\n");
    failures.forEach(this::failure);
  }

  private void failure(TaskReport task) {
    out.append("\n### ").append(code(task.id().value())).append(' ').append(task.state());
    if (!task.title().equals(task.id().value())) {
      out.append(": ").append(inline(task.title()));
    }
    out.append("\n\n");
    Figures.reason(task).ifPresent(reason -> out.append(block(reason)).append('\n'));
    for (AttemptReport attempt : task.attempts()) {
      attempt(task, attempt);
    }
    Change change = task.changeOrNull();
    if (change != null && !change.isEmpty() && task.refOrNull() != null) {
      out.append("- What it did is kept in ")
          .append(code(task.refOrNull()))
          .append(": ")
          .append(code("manyhands diff " + report.run() + " " + task.id()))
          .append('\n');
    }
    List<TaskId> heldUp = figures.heldUpBy(task.id());
    if (!heldUp.isEmpty()) {
      out.append("- Skipped because of it: ").append(codes(heldUp)).append('\n');
    }
  }

  private void attempt(TaskReport task, AttemptReport attempt) {
    out.append("- Attempt ").append(attempt.number()).append(": ").append(outcome(attempt));
    if (attempt.exitCodeOrNull() != null && attempt.exitCodeOrNull() != 0) {
      out.append(" with exit code ").append(attempt.exitCodeOrNull());
    }
    out.append(" after ").append(Units.time(figures.took(attempt)));
    if (!attempt.reason().isEmpty() && !attempt.reason().equals(task.reasonOrNull())) {
      out.append(" (").append(inline(attempt.reason())).append(')');
    }
    out.append("; log: ");
    String logs =
        "manyhands logs %s %s --attempt %d".formatted(report.run(), task.id(), attempt.number());
    out.append(code(attachments.log(new AttemptId(task.id(), attempt.number())).orElse(logs)));
    out.append('\n');
  }

  private static String outcome(AttemptReport attempt) {
    return attempt.outcomeOrNull() == null ? "running" : attempt.outcomeOrNull();
  }

  private void tasks() {
    out.append("\n## Tasks\n\n");
    row("Task", "State", "Attempts", "Time", "Changes", "Reason");
    out.append("|---|---|---:|---:|---:|---|\n");
    for (TaskReport task : report.tasks()) {
      String title = task.title().equals(task.id().value()) ? "" : " " + inline(task.title());
      row(
          code(task.id().value()) + title,
          task.state(),
          String.valueOf(task.attempts().size()),
          task.attempts().isEmpty() ? "" : Units.time(figures.took(task)),
          changes(task.changeOrNull()),
          Figures.reason(task).map(MarkdownText::inline).orElse(""));
    }
  }

  private static String changes(@Nullable Change change) {
    if (change == null) {
      return "";
    }
    return change.isEmpty()
        ? "none"
        : "%s, +%d −%d"
            .formatted(
                Units.count(change.files(), "file"), change.insertions(), change.deletions());
  }

  private void checks() {
    if (report.checks().isEmpty()) {
      return;
    }
    out.append("\n## Combined checks\n\n");
    row("Check", "Result", "Time", "Tree", "Changes added");
    out.append("|---:|---|---:|---|---|\n");
    for (CheckReport check : report.checks()) {
      row(
          String.valueOf(check.number()),
          check.passed() ? "passed" : "failed",
          Units.time(check.took()),
          code(check.tree().hex().substring(0, 12)),
          check.tasks().isEmpty() ? "none: the base alone" : codes(check.tasks()));
    }
  }

  private void tests() {
    Report.Tests tests = report.tests();
    if (tests.total() > 0) {
      out.append("\n## Tests\n\n").append(Sentences.tests(tests)).append('\n');
    }
  }

  private void time() {
    if (report.startedAtOrNull() == null) {
      return;
    }
    out.append("\n## Time\n\n");
    row("Figure", "Value");
    out.append("|---|---:|\n");
    row("The run took", Units.time(report.wall()));
    row("One after the other it would have taken", Units.time(report.busy()));
    figures.factor().ifPresent(f -> row("Speed-up", Units.factor(f)));
    row("Critical path", Units.time(report.criticalPathTime()));
    Sentences.usage(report.usage()).ifPresent(usage -> row("Helpers consumed", usage));
    if (report.criticalPath().size() > 1) {
      out.append("\nThe critical path, which no number of subagents makes shorter: ")
          .append(
              report.criticalPath().stream()
                  .map(id -> code(id.value()))
                  .collect(Collectors.joining(" → ")))
          .append('\n');
    }
  }

  private static String codes(List<TaskId> ids) {
    return ids.stream().map(id -> code(id.value())).collect(Collectors.joining(", "));
  }

  private void row(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
