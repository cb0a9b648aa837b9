package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.engine.report.Units;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row for each task, in the order in which they started, and one for the combined checks. */
final class RowChart extends Chart {
  private static final int MOST_ARROWS = 300;
  private static final int ROOMY = 26;
  private static final int DENSE = 18;
  private static final int MOST_ROOMY_ROWS = 40;
  private static final int THIN = 5;

  private final List<TaskReport> tasks;
  private final Map<TaskId, Integer> rowOf = new HashMap<>();

  RowChart(Page page, TimeScale scale) {
    super(page, scale, height(page), height(page) == ROOMY ? "roomy" : "dense");
    this.tasks =
        report.tasks().stream().sorted(Comparator.comparing(RowChart::firstStart)).toList();
    for (int row = 0; row < tasks.size(); row++) {
      rowOf.put(tasks.get(row).id(), row);
    }
  }

  private static int height(Page page) {
    return page.report().tasks().size() <= MOST_ROOMY_ROWS ? ROOMY : DENSE;
  }

  private static Instant firstStart(TaskReport task) {
    return task.attempts().isEmpty() ? Instant.MAX : task.attempts().getFirst().startedAt();
  }

  @Override
  int rows() {
    return tasks.size() + (report.checks().isEmpty() ? 0 : 1);
  }

  @Override
  void names() {
    for (TaskReport task : tasks) {
      Tone tone = Tone.of(task.state());
      html.open(
          "a",
          "href",
          "#" + Page.anchor(task.id()),
          "class",
          "name " + tone.css() + (isCritical(task.id()) ? " crit" : ""),
          "title",
          task.id() + " (" + task.state() + "): " + task.title());
      html.leaf("i", tone.sign()).leaf("span", task.id().value()).close("a");
    }
    if (!report.checks().isEmpty()) {
      html.open("a", "href", "#checks", "class", "name checks");
      html.leaf("i", "").leaf("span", "combined checks").close("a");
    }
  }

  @Override
  void draw() {
    boolean few = tasks.stream().mapToInt(task -> task.needs().size()).sum() <= MOST_ARROWS;
    if (few) {
      arrows(false);
    }
    arrows(true);
    html.line();
    for (int row = 0; row < tasks.size(); row++) {
      row(tasks.get(row), row);
      html.line();
    }
    for (CheckReport check : report.checks()) {
      check(check, tasks.size(), 4);
    }
  }

  private void row(TaskReport task, int row) {
    if (task.attempts().isEmpty()) {
      String y = String.valueOf(middle(row) + 4);
      html.leaf("text", task.state() + ": no attempt", "class", "absent", "x", "6", "y", y);
    }
    double thin = middle(row) - THIN / 2.0;
    for (int i = 0; i < task.attempts().size(); i++) {
      AttemptReport attempt = task.attempts().get(i);
      if (!attempt.queued().isZero()) {
        Instant since = attempt.startedAt().minus(attempt.queued());
        String title = task.id() + " waited " + Units.time(attempt.queued()) + " for a slot";
        bar(since, attempt.startedAt(), thin, THIN, "queue", title);
      }
      Instant next =
          i + 1 < task.attempts().size() ? task.attempts().get(i + 1).startedAt() : Instant.MAX;
      merging(task, attempt, next, thin);
      attempt(task, attempt, row, 4);
    }
  }

  /** Draws how long a change was in the merge queue, as far as the checks tell. */
  private void merging(TaskReport task, AttemptReport attempt, Instant next, double y) {
    Instant from = attempt.endedAtOrNull();
    if (from == null || (task.state().equals("merging") && !next.equals(Instant.MAX))) {
      return;
    }
    report.checks().stream()
        .filter(check -> check.tasks().contains(task.id()))
        .map(CheckReport::endedAt)
        .filter(at -> at.isAfter(from) && !at.isAfter(next))
        .max(Comparator.naturalOrder())
        .or(
            () ->
                task.state().equals("merging")
                    ? Optional.of(page.figures().now())
                    : Optional.empty())
        .ifPresent(to -> bar(from, to, y, THIN, "merge", task.id() + " was in the merge queue"));
  }

  /** Draws from each task to those that need it: those on the critical path, or the others. */
  private void arrows(boolean onCriticalPath) {
    for (TaskReport task : tasks) {
      for (TaskId need : task.needs()) {
        Integer from = rowOf.get(need);
        if (from != null && !task.attempts().isEmpty() && follows(need, task) == onCriticalPath) {
          arrow(tasks.get(from), task, onCriticalPath ? "need crit" : "need");
        }
      }
    }
  }

  private boolean follows(TaskId need, TaskReport task) {
    int at = report.criticalPath().indexOf(task.id());
    return at > 0 && report.criticalPath().get(at - 1).equals(need);
  }

  private void arrow(TaskReport from, TaskReport to, String css) {
    AttemptReport first = to.attempts().getFirst();
    double right = scale.at(first.startedAt().minus(first.queued()));
    double left = Math.min(right, scale.at(done(from, first.startedAt())));
    String x1 = TimeScale.percent(left);
    String x2 = TimeScale.percent(right);
    int toRow = rowOf.getOrDefault(to.id(), 0);
    String y1 = String.valueOf(middle(rowOf.getOrDefault(from.id(), 0)));
    String y2 = String.valueOf(middle(toRow));
    html.empty("line", "class", css, "x1", x1, "x2", x1, "y1", y1, "y2", y2);
    html.empty("line", "class", css, "x1", x1, "x2", x2, "y1", y2, "y2", y2);
    html.open("svg", "class", "tip", "x", x2, "y", y2)
        .empty("path", "class", css, "d", "M-6-4 0 0-6 4z")
        .close("svg");
  }

  /** Returns when a task's work could be built upon: when its check had passed, or it had ended. */
  private Instant done(TaskReport task, Instant before) {
    Instant ended =
        task.attempts().isEmpty() || task.attempts().getLast().endedAtOrNull() == null
            ? scale.start()
            : task.attempts().getLast().endedAtOrNull();
    return report.checks().stream()
        .filter(check -> check.passed() && check.tasks().contains(task.id()))
        .map(CheckReport::endedAt)
        .filter(at -> at.isAfter(ended) && !at.isAfter(before))
        .min(Comparator.naturalOrder())
        .orElse(ended);
  }
}
