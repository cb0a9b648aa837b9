package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.engine.report.Units;
import dev.manyhands.engine.report.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What the time line's bars say when they are pointed at. */
final class BarTitles {
  private static final int MOST_TASKS = 12;
  private static final int LONGEST_REASON = 300;

  private BarTitles() {}

  static String attempt(Page page, TaskReport task, AttemptReport attempt) {
    StringBuilder out = new StringBuilder();
    out.append(task.id()).append(", attempt ").append(attempt.number());
    if (!task.title().equals(task.id().value())) {
      out.append("\n").append(Visible.line(task.title()));
    }
    out.append("\n").append(Page.outcome(attempt));
    out.append(attempt.outcomeOrNull() == null ? " for " : " after ");
    out.append(Units.time(page.figures().took(attempt)));
    Instant start = page.report().startedAtOrNull();
    if (start != null) {
      Duration offset = Duration.between(start, attempt.startedAt());
      out.append("\nstarted at ").append(Units.time(offset));
    }
    if (!attempt.queued().isZero()) {
      out.append(", waited ").append(Units.time(attempt.queued())).append(" for a slot");
    }
    if (!attempt.reason().isEmpty()) {
      out.append("\n").append(cut(Visible.line(attempt.reason())));
    }
    return out.toString();
  }

  static String check(CheckReport check) {
    return "combined check %d: %s after %s\n%s"
        .formatted(
            check.number(),
            check.passed() ? "passed" : "failed",
            Units.time(check.took()),
            check.tasks().isEmpty() ? "the base alone" : "with " + names(check.tasks()));
  }

  private static String names(List<TaskId> tasks) {
    String first =
        tasks.stream().limit(MOST_TASKS).map(TaskId::value).collect(Collectors.joining(", "));
    int more = tasks.size() - MOST_TASKS;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
  }
}
