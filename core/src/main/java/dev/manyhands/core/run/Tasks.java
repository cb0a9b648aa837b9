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
      Map<TaskId, Integer> positions, List<List<TaskId>> dependents, List<Integer> heights) {

    Index plus(Index more, int offset) {
      Map<TaskId, Integer> allPositions = new HashMap<>(positions);
      more.positions.forEach((id, position) -> allPositions.put(id, position + offset));
      List<List<TaskId>> allDependents = new ArrayList<>(dependents);
      allDependents.addAll(more.dependents);
      List<Integer> allHeights = new ArrayList<>(heights);
      allHeights.addAll(more.heights);
      return new Index(allPositions, allDependents, allHeights);
    }
  }

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
        specs.stream().map(Task::of).toArray(Task[]::new),
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

  /** Returns these and more, which may need these and those before them. */
  Tasks plus(List<TaskSpec> specs) {
    boolean alone = specs.stream().allMatch(spec -> spec.needs().isEmpty());
    Tasks added;
    if (alone) {
      added = of(specs);
      // Nobody's place in the graph changes.
      return new Tasks(concat(tasks, added.tasks), index.plus(added.index, tasks.length));
    }
    List<TaskSpec> all = new ArrayList<>(size() + specs.size());
    forEach(task -> all.add(task.spec()));
    all.addAll(specs);
    added = of(all);
    System.arraycopy(tasks, 0, added.tasks, 0, tasks.length);
    return added;
  }

  private static Task[] concat(Task[] some, Task[] more) {
    Task[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  Tasks with(Task task) {
    Task[] copy = Arrays.copyOf(tasks, tasks.length);
    copy[position(index.positions, task.id())] = task;
    return new Tasks(copy, index);
  }
}
