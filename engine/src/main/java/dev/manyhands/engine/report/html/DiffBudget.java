package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares a page's room for diffs among its tasks: small diffs are shown whole, large ones get what
 * is left over, in equal parts.
 */
final class DiffBudget {
  /** The most characters of all tasks' diffs together. */
  static final int ALL_TASKS = 1_500_000;

  /** The most characters of one task's diff. */
  static final int ONE_TASK = 300_000;

  /** The most characters of the diff of the result. */
  static final int TOTAL = 500_000;

  private static final int FIRST_ROUND = 16_000;

  private DiffBudget() {}

  /** Returns the diffs of the tasks that changed something. */
  static Map<TaskId, Excerpt> share(List<TaskReport> tasks, Attachments attachments) {
    Map<TaskId, Excerpt> diffs = new LinkedHashMap<>();
    long used = 0;
    int cut = 0;
    for (TaskReport task : tasks) {
      if (task.changeOrNull() == null || task.changeOrNull().isEmpty()) {
        continue;
      }
      Excerpt diff = attachments.diff(task.id(), FIRST_ROUND).head(FIRST_ROUND);
      diffs.put(task.id(), diff);
      used += diff.text().length();
      cut += diff.complete() ? 0 : 1;
    }
    if (used > ALL_TASKS) {
      int each = level(diffs.values().stream().map(diff -> diff.text().length()).toList());
      diffs.replaceAll((_, diff) -> diff.head(each));
    } else if (cut > 0) {
      int each = (int) Math.min(ONE_TASK, FIRST_ROUND + (ALL_TASKS - used) / cut);
      diffs.replaceAll(
          (task, diff) -> diff.complete() ? diff : attachments.diff(task, each).head(each));
    }
    return diffs;
  }

  /** Returns the largest length to which all can be cut so that together they fit. */
  private static int level(List<Integer> lengths) {
    List<Integer> rising = new ArrayList<>(lengths);
    rising.sort(null);
    long left = ALL_TASKS;
    for (int i = 0; i < rising.size(); i++) {
      long each = left / (rising.size() - i);
      if (rising.get(i) > each) {
        return (int) each;
      }
      left -= rising.get(i);
    }
    return FIRST_ROUND;
  }
}
