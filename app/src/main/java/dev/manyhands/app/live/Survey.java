package dev.manyhands.app.live;

import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks of a run as one look at all of them finds them.
 *
 * @param counts of the states that occur, in the order of their declaration
 * @param running those with a subagent, in the plan's order
 * @param ready in the order in which they start
 */
record Survey(int total, Map<Standing, Integer> counts, List<Task> running, List<Task> ready) {

  static Survey of(RunState state, Order order) {
    return switch (state) {
      case RunState.Unstarted unstarted -> {
        int total = unstarted.plan().tasks().size();
        yield new Survey(total, Map.of(Standing.WAITING, total), List.of(), List.of());
      }
      case RunState.Live live -> of(live, order);
      case RunState.Finished finished -> of(finished.last(), order);
    };
  }

  private static Survey of(RunState.Live live, Order order) {
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    List<Task> running = new ArrayList<>();
    List<Task> ready = new ArrayList<>();
    for (Task task : live.tasks()) {
      Standing standing = Standing.of(task.state());
      counts.merge(standing, 1, Integer::sum);
      if (standing == Standing.RUNNING) {
        running.add(task);
      }
    }
    for (int position : order.startOrder()) {
      Task task = live.tasks().get(position);
      if (task.state() instanceof TaskState.Ready) {
        ready.add(task);
      }
    }
    return new Survey(live.tasks().size(), counts, running, ready);
  }

  int count(Standing standing) {
    return counts.getOrDefault(standing, 0);
  }

  /** Returns how many tasks ended well. */
  int well() {
    return count(Standing.MERGED) + count(Standing.SUCCEEDED);
  }

  /** Returns how many tasks ended, and not well. */
  int badly() {
    return count(Standing.FAILED) + count(Standing.CANCELLED) + count(Standing.SKIPPED);
  }

  /** Returns how many tasks ended. */
  int ended() {
    return well() + badly();
  }
}
