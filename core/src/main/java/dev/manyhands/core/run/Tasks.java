package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskGraph;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The tasks of a run in the plan's order; immutable. Replacing one task copies an array of
 * references, which for ten thousand tasks takes microseconds.
 */
public final class Tasks extends AbstractList<Task> implements RandomAccess {
  private final Task[] tasks;
  private final Index index;

  /** What follows from the plan alone, shared by all states of a run. */
  private record Index(
      Map<TaskId, Integer> positions, List<List<TaskId>> dependents, List<Integer> heights) {}

  private Tasks(Task[] tasks, Index index) {
    this.tasks = tasks;
    this.index = index;
  }

  static Tasks of(List<TaskSpec> specs) {
    Map<TaskId, Integer> positions = new HashMap<>();
    List<List<TaskId>> dependents = new ArrayList<>();
    for (TaskSpec spec : specs) {
      positions.put(spec.id(), positions.size());
      dependents.add(new ArrayList<>());
    }
    for (TaskSpec spec : specs) {
      spec.needs().forEach(need -> dependents.get(position(positions, need)).add(spec.id()));
    }
    Map<TaskId, Integer> heights = TaskGraph.heights(specs);
    return new Tasks(
        specs.stream()
            .map(spec -> new Task(spec, Tally.ZERO, new TaskState.Waiting()))
            .toArray(Task[]::new),
        new Index(
            positions,
            dependents,
            specs.stream().map(spec -> heights.getOrDefault(spec.id(), 1)).toList()));
  }

  @Override
  public Task get(int position) {
    return tasks[position];
  }

  @Override
  public int size() {
    return tasks.length;
  }

  /** Returns the task of this name. */
  public Optional<Task> find(TaskId id) {
    Integer position = index.positions.get(id);
    return position == null ? Optional.empty() : Optional.of(tasks[position]);
  }

  /** Returns the task of this name, which must be one of the run's. */
  public Task get(TaskId id) {
    return find(id).orElseThrow(() -> noTask(id));
  }

  /** Returns the tasks that need this one. */
  public List<TaskId> dependents(TaskId id) {
    return index.dependents.get(position(index.positions, id));
  }

  /** Returns how long the longest chain is that begins with the task at this position. */
  int height(int position) {
    return index.heights.get(position);
  }

  private static int position(Map<TaskId, Integer> positions, TaskId id) {
    Integer position = positions.get(id);
    if (position == null) {
      throw noTask(id);
    }
    return position;
  }

  private static IllegalStateException noTask(TaskId id) {
    return new IllegalStateException("no task of this run is called " + id);
  }

  Tasks with(Task task) {
    Task[] copy = Arrays.copyOf(tasks, tasks.length);
    copy[position(index.positions, task.id())] = task;
    return new Tasks(copy, index);
  }
}
