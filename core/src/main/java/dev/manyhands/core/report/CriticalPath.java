package dev.manyhands.core.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The chain of needs that took longest: with any number of slots the run takes at least as long.
 *
 * @param tasks first to last
 */
record CriticalPath(List<TaskId> tasks, Duration took) {

  static CriticalPath of(List<TaskSpec> tasks, Function<TaskId, Duration> busy) {
    Map<TaskId, TaskSpec> specs = new HashMap<>();
    tasks.forEach(task -> specs.put(task.id(), task));
    Map<TaskId, Duration> until = new HashMap<>();
    Map<TaskId, TaskId> before = new HashMap<>();
    for (TaskSpec task : tasks) {
      measure(task, specs, busy, until, before);
    }
    List<TaskId> path = new ArrayList<>();
    Duration took = Duration.ZERO;
    for (TaskSpec task : tasks) {
      Duration reached = until.getOrDefault(task.id(), Duration.ZERO);
      if (path.isEmpty() || reached.compareTo(took) > 0) {
        path = new ArrayList<>(List.of(task.id()));
        took = reached;
      }
    }
    while (!path.isEmpty() && before.containsKey(path.getLast())) {
      path.add(before.get(path.getLast()));
    }
    return new CriticalPath(path.reversed(), took);
  }

  /** Finds how long it takes to get a task done; what it needs first, without recursion. */
  private static void measure(
      TaskSpec from,
      Map<TaskId, TaskSpec> specs,
      Function<TaskId, Duration> busy,
      Map<TaskId, Duration> until,
      Map<TaskId, TaskId> before) {
    Deque<TaskSpec> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      TaskSpec task = open.peek();
      List<TaskId> unknown =
          task.needs().stream().filter(need -> !until.containsKey(need)).toList();
      if (!unknown.isEmpty()) {
        unknown.forEach(need -> open.push(Objects.requireNonNull(specs.get(need))));
        continue;
      }
      open.pop();
      Duration start = Duration.ZERO;
      for (TaskId need : task.needs()) {
        Duration reached = until.getOrDefault(need, Duration.ZERO);
        if (reached.compareTo(start) > 0) {
          start = reached;
          before.put(task.id(), need);
        }
      }
      until.put(task.id(), start.plus(busy.apply(task.id())));
    }
  }
}
