package dev.manyhands.app.live;

import dev.manyhands.core.plan.TaskId;
import java.util.List;

/** Lists tasks in as much room as there is. */
final class Names {
  private static final int NARROW = 24;

  private Names() {}

  /** Returns the first tasks that fit into this many cells, and how many more there are. */
  static String fitting(List<TaskId> tasks, int cells) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < tasks.size(); i++) {
      String next = (i == 0 ? "" : ", ") + tasks.get(i);
      int left = tasks.size() - i - 1;
      String end = more(left, cells);
      if (i > 0 && names.length() + next.length() + end.length() > cells) {
        return names + more(left + 1, cells);
      }
      names.append(next);
    }
    return names.toString();
  }

  private static String more(int count, int cells) {
    return count == 0 ? "" : cells < NARROW ? " +" + count : " and " + count + " more";
  }
}
