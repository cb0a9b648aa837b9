package dev.manyhands.core.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The needs of tasks, seen as a graph.
 *
 * <p>Works without recursion, so that a chain of ten thousand tasks does not exhaust the stack.
 */
public final class TaskGraph {
  private TaskGraph() {}

  /**
   * Something that keeps a set of tasks from being a plan.
   *
   * @param task the position of the task to blame, from 0
   * @param message what is wrong
   */
  public record Problem(int task, String message) {}

  /** Returns the first thing that keeps these tasks from being a plan. */
  public static Optional<Problem> problem(List<TaskSpec> tasks) {
    Map<TaskId, Integer> positions = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      Integer before = positions.putIfAbsent(tasks.get(i).id(), i);
      if (before != null) {
        return Optional.of(
            new Problem(i, "two tasks have the id '%s'".formatted(tasks.get(i).id())));
      }
    }
    for (int i = 0; i < tasks.size(); i++) {
      for (TaskId need : tasks.get(i).needs()) {
        if (!positions.containsKey(need)) {
          return Optional.of(
              new Problem(
                  i,
                  "task '%s' needs '%s', which no task is called"
                      .formatted(tasks.get(i).id(), need)));
        }
      }
    }
    return cycle(tasks).map(cycle -> problem(positions, cycle));
  }

  private static Problem problem(Map<TaskId, Integer> positions, List<TaskId> cycle) {
    return new Problem(
        Objects.requireNonNull(positions.get(cycle.getFirst())),
        "tasks need each other in a cycle: "
            + cycle.stream().map(TaskId::value).collect(Collectors.joining(" → ")));
  }

  /**
   * Returns each task's height: 1 for a task that nothing needs, else one more than the highest
   * task that needs it. Starting the highest first keeps the longest chain moving.
   */
  public static Map<TaskId, Integer> heights(List<TaskSpec> tasks) {
    Map<TaskId, Integer> heights = new LinkedHashMap<>();
    for (TaskSpec task : needsLast(tasks)) {
      int own = heights.getOrDefault(task.id(), 1);
      heights.put(task.id(), own);
      for (TaskId need : task.needs()) {
        heights.merge(need, own + 1, Math::max);
      }
    }
    return heights;
  }

  /** Returns the tasks in an order in which each stands before everything it needs. */
  private static List<TaskSpec> needsLast(List<TaskSpec> tasks) {
    Map<TaskId, TaskSpec> byId = new HashMap<>();
    Map<TaskId, Integer> neededBy = new HashMap<>();
    for (TaskSpec task : tasks) {
      byId.put(task.id(), task);
      task.needs().forEach(need -> neededBy.merge(need, 1, Integer::sum));
    }
    Deque<TaskSpec> free = new ArrayDeque<>();
    tasks.stream().filter(task -> !neededBy.containsKey(task.id())).forEach(free::add);
    List<TaskSpec> order = new ArrayList<>();
    while (!free.isEmpty()) {
      TaskSpec task = free.remove();
      order.add(task);
      for (TaskId need : task.needs()) {
        TaskSpec needed = byId.get(need);
        if (needed != null && neededBy.merge(need, -1, Integer::sum) == 0) {
          free.add(needed);
        }
      }
    }
    return order;
  }

  /** Returns the ids along one cycle, the first repeated at the end. */
  private static Optional<List<TaskId>> cycle(List<TaskSpec> tasks) {
    List<TaskSpec> order = needsLast(tasks);
    if (order.size() == tasks.size()) {
      return Optional.empty();
    }
    // What is left has a cycle, and each task that is left is needed by another that is left:
    // walking from a task to one that needs it must come back to where it was.
    Map<TaskId, TaskId> neededBy = new HashMap<>();
    Set<TaskId> inOrder = order.stream().map(TaskSpec::id).collect(Collectors.toSet());
    List<TaskSpec> left = tasks.stream().filter(task -> !inOrder.contains(task.id())).toList();
    for (TaskSpec task : left) {
      task.needs().forEach(need -> neededBy.put(need, task.id()));
    }
    SequencedSet<TaskId> walk = new LinkedHashSet<>();
    TaskId at = left.getFirst().id();
    while (walk.add(at)) {
      at = Objects.requireNonNull(neededBy.get(at));
    }
    TaskId again = at;
    List<TaskId> cycle =
        walk.stream()
            .dropWhile(id -> !id.equals(again))
            .collect(Collectors.toCollection(ArrayList::new));
    cycle.add(again);
    return Optional.of(cycle.reversed());
  }
}
