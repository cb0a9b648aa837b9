package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.engine.report.Units;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who ran when, who waited for whom, and what could not have been faster: a drawing that needs no
 * script. A row is a task; where there are too many tasks for that, it is a slot.
 */
final class Timeline {
  /** The most tasks that get a row of their own. */
  static final int MOST_ROWS = 100;

  private final Page page;
  private final Html html;
  private final Report report;

  private Timeline(Page page) {
    this.page = page;
    this.html = page.html();
    this.report = page.report();
  }

  static void write(Page page) {
    Instant start = page.report().startedAtOrNull();
    if (start != null) {
      new Timeline(page).write(TimeScale.of(page.report(), start, page.figures()));
    }
  }

  private void write(TimeScale scale) {
    boolean lanes = report.tasks().size() > MOST_ROWS;
    html.open("section", "class", "card", "id", "time").leaf("h2", "Time line");
    criticalPath();
    legend(lanes);
    Chart chart = lanes ? new LaneChart(page, scale) : new RowChart(page, scale);
    chart.write();
    html.close("section").line();
  }

  private void criticalPath() {
    List<TaskId> path = report.criticalPath();
    if (path.isEmpty()) {
      return;
    }
    html.open("p", "class", "critical");
    html.text(path.size() == 1 ? "Longest task (" : "Critical path (");
    html.text(Units.time(report.criticalPathTime())).text("): ");
    int shown = Math.min(path.size(), 30);
    page.links(path.subList(0, shown), " → ");
    if (shown < path.size()) {
      html.text(" → … (" + Units.count(path.size() - shown, "task") + " more)");
    }
    html.text(". No number of subagents makes the run shorter than that.").close("p");
  }

  private void legend(boolean lanes) {
    Set<String> outcomes = new LinkedHashSet<>();
    boolean queued = false;
    for (TaskReport task : report.tasks()) {
      for (AttemptReport attempt : task.attempts()) {
        outcomes.add(Page.outcome(attempt));
        queued |= !attempt.queued().isZero();
      }
    }
    html.open("ul", "class", "legend");
    for (String outcome : outcomes) {
      swatch(Tone.of(outcome).css(), Tone.of(outcome).sign() + " " + outcome);
    }
    if (queued && !lanes) {
      swatch("queue", "waiting for a slot");
    }
    if (!report.checks().isEmpty() && !lanes) {
      swatch("merge", "in the merge queue");
    }
    if (!report.criticalPath().isEmpty()) {
      swatch("crit", "critical path");
    }
    html.close("ul");
    if (lanes) {
      html.leaf(
          "p",
          "%s are too many for a row each: a row is a slot, and each bar an attempt in it."
              .formatted(Units.count(report.tasks().size(), "task")),
          "class",
          "hint");
    }
  }

  private void swatch(String css, String text) {
    html.open("li").open("i", "class", "swatch " + css).close("i").text(text).close("li");
  }
}
