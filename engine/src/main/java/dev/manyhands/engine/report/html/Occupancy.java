package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many subagents were at work, over time.
 *
 * @param changes by how many their number changed, and when
 * @param most their largest number
 */
record Occupancy(TreeMap<Instant, Integer> changes, int most) {
  private static final int WIDTH = 10_000;

  static Occupancy of(Page page) {
    TreeMap<Instant, Integer> changes = new TreeMap<>();
    for (TaskReport task : page.report().tasks()) {
      for (AttemptReport attempt : task.attempts()) {
        Instant end = attempt.startedAt().plus(page.figures().took(attempt));
        changes.merge(attempt.startedAt(), 1, Integer::sum);
        changes.merge(end, -1, Integer::sum);
      }
    }
    int now = 0;
    int most = 0;
    for (int change : changes.values()) {
      now += change;
      most = Math.max(most, now);
    }
    return new Occupancy(changes, most);
  }

  /** Draws it as an area whose full height is the largest number. */
  void draw(Html html, TimeScale scale, int top, int height) {
    if (most == 0) {
      return;
    }
    StringBuilder path = new StringBuilder("M0 ").append(height);
    int now = 0;
    for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
      now += change.getValue();
      path.append('H').append(Math.round(scale.at(change.getKey()) * WIDTH / 100));
      path.append('V').append(Math.round(height - (double) (height - 2) * now / most));
    }
    path.append('V').append(height).append('Z');
    html.open(
        "svg",
        "y",
        String.valueOf(top),
        "width",
        "100%",
        "height",
        String.valueOf(height),
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "preserveAspectRatio",
        "none");
    html.open("path", "class", "occupancy", "d", path.toString());
    html.leaf("title", "subagents at work: at most " + most).close("path").close("svg");
  }
}
