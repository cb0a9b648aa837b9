package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.engine.report.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A drawing with time from left to right: names beside it, an axis and how many subagents were at
 * work on top, then rows. Places across are percents, places down are pixels; the style sheet knows
 * the heights too, because the names are not part of the drawing.
 */
abstract sealed class Chart permits RowChart, LaneChart {
  private static final int AXIS = 24;
  private static final int STRIP = 44;
  private static final int TOP = AXIS + STRIP;
  private static final int NARROWEST_PLOT = 600;
  private static final double SMALLEST = 0.25;

  final Page page;
  final Html html;
  final Report report;
  final TimeScale scale;
  final int rowHeight;
  private final String css;
  private final Set<TaskId> critical;

  Chart(Page page, TimeScale scale, int rowHeight, String css) {
    this.page = page;
    this.html = page.html();
    this.report = page.report();
    this.scale = scale;
    this.rowHeight = rowHeight;
    this.css = css;
    this.critical = new HashSet<>(report.criticalPath());
  }

  /** Returns how many rows there are. */
  abstract int rows();

  /** Adds the names, one for each row. */
  abstract void names();

  /** Adds what is in the rows. */
  abstract void draw();

  final void write() {
    html.open("div", "class", "chart " + css).open("div", "class", "names");
    html.leaf("div", "", "class", "corner");
    html.open("div", "class", "strip").text("at work");
    html.leaf("small", "at most " + Occupancy.of(page).most()).close("div");
    names();
    html.close("div").line().open("div", "class", "plot");
    String height = String.valueOf(TOP + rows() * rowHeight + 4);
    html.open("svg", "width", "100%", "height", height, "role", "img", "aria-label", label());
    stripes();
    axis();
    Occupancy.of(page).draw(html, scale, AXIS, STRIP - 8);
    html.line();
    draw();
    html.close("svg").close("div").close("div").line();
  }

  private String label() {
    return "Time line of %s; the tables below say the same in words"
        .formatted(Units.count(page.figures().attempts(), "attempt"));
  }

  private void stripes() {
    for (int row = 0; row < rows(); row += 2) {
      html.empty(
          "rect",
          "class",
          "stripe",
          "y",
          String.valueOf(top(row)),
          "width",
          "100%",
          "height",
          String.valueOf(rowHeight));
    }
  }

  private void axis() {
    for (Duration tick : scale.ticks()) {
      double at = scale.at(scale.start().plus(tick));
      String x = TimeScale.percent(at);
      html.empty("line", "class", "grid", "x1", x, "x2", x, "y1", "18", "y2", "100%");
      String anchor = at < 2 ? "start" : at > 97 ? "end" : "middle";
      html.leaf(
          "text", Units.time(tick), "class", "tick", "x", x, "y", "13", "text-anchor", anchor);
    }
    html.line();
  }

  final int top(int row) {
    return TOP + row * rowHeight;
  }

  final double middle(int row) {
    return top(row) + rowHeight / 2.0;
  }

  final boolean isCritical(TaskId task) {
    return critical.contains(task);
  }

  /** Draws an attempt, which is also a link to its task. */
  final void attempt(TaskReport task, AttemptReport attempt, int row, int margin) {
    Instant end = attempt.startedAt().plus(page.figures().took(attempt));
    Tone tone = Tone.of(Page.outcome(attempt));
    html.open("a", "href", "#" + Page.anchor(task.id()));
    bar(
        attempt.startedAt(),
        end,
        top(row) + margin,
        rowHeight - 2 * margin,
        tone.css() + (isCritical(task.id()) ? " crit" : ""),
        BarTitles.attempt(page, task, attempt));
    String sign = tone == Tone.GOOD || tone == Tone.RUNNING ? "" : tone.sign() + " ";
    onBar(attempt.startedAt(), end, row, sign + Units.time(page.figures().took(attempt)));
    html.close("a");
  }

  /** Writes onto a bar, if the text fits even on a small screen. */
  private void onBar(Instant from, Instant to, int row, String text) {
    double width = (scale.at(to) - scale.at(from)) * NARROWEST_PLOT / 100;
    if (rowHeight < 16 || text.length() * 6.4 + 12 > width) {
      return;
    }
    String x = TimeScale.percent(scale.at(from));
    String y = String.valueOf(middle(row) + 4);
    html.leaf("text", text, "class", "on-bar", "x", x, "dx", "6", "y", y);
  }

  /** Draws a combined check. */
  final void check(CheckReport check, int row, int margin) {
    Instant start = check.endedAt().minus(check.took());
    bar(
        start,
        check.endedAt(),
        top(row) + margin,
        rowHeight - 2 * margin,
        "check " + Tone.of(check.passed() ? "passed" : "failed").css(),
        BarTitles.check(check));
    onBar(start, check.endedAt(), row, String.valueOf(check.number()));
  }

  /** Draws a bar that says what it is when pointed at; however short, it can be seen. */
  final void bar(Instant from, Instant to, double y, double height, String css, String title) {
    double x = Math.min(scale.at(from), 100 - SMALLEST);
    double width = Math.max(SMALLEST, scale.at(to) - x);
    html.open(
        "rect",
        "class",
        "bar " + css,
        "x",
        TimeScale.percent(x),
        "width",
        TimeScale.percent(width),
        "y",
        String.valueOf(y),
        "height",
        String.valueOf(height),
        "rx",
        height >= 10 ? "3" : "1");
    html.leaf("title", title).close("rect");
  }

  /** Returns attempts with their tasks, by when they started. */
  final List<Started> started() {
    return report.tasks().stream()
        .flatMap(task -> task.attempts().stream().map(attempt -> new Started(task, attempt)))
        .sorted(Comparator.comparing(started -> started.attempt().startedAt()))
        .toList();
  }

  /** An attempt and its task. */
  record Started(TaskReport task, AttemptReport attempt) {}
}
