package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskGraph;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The tasks of a run in the plan's order; immutable. Replacing one task copies an array of
 * references, which for ten thousand tasks takes microseconds.
 */
public final class Tasks extends AbstractList<Task> implements RandomAccess {
  /** Which of two chains is longer does not matter beyond this, once tasks are being added. */
  private static final int HIGHEST_RAISED = 100;

  private static final Tasks NONE =
      new Tasks(new Task[0], Positions.NONE, new Graph(new TaskId[0][], new int[0]), new int[0]);

  private final Task[] tasks;
  private final Positions positions;
  private final Graph graph;

  /** The positions of those that hold a slot, in order: few, and looked at again and again. */
  private final int[] atWork;

  /** What follows from the needs alone, by position; shared by all states that have no more. */
  private static final class Graph {
    private static final TaskId[] NOBODY = {};

    private final TaskId[][] dependents;
    private final int[] heights;

    private Graph(TaskId[][] dependents, int[] heights) {
      this.dependents = dependents;
      this.heights = heights;
    }

    Graph enlarged(int more) {
      int size = heights.length;
      Graph larger =
          new Graph(Arrays.copyOf(dependents, size + more), Arrays.copyOf(heights, size + more));
      Arrays.fill(larger.dependents, size, size + more, NOBODY);
      Arrays.fill(larger.heights, size, size + more, 1);
      return larger;
    }

    void addDependent(int position, TaskId dependent) {
      TaskId[] before = dependents[position];
      TaskId[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = dependent;
      dependents[position] = after;
    }
  }

  private Tasks(Task[] tasks, Positions positions, Graph graph, int[] atWork) {
    this.tasks = tasks;
    this.positions = positions;
    this.graph = graph;
    this.atWork = atWork;
  }

  static Tasks of(List<TaskSpec> specs) {
    Tasks all = NONE.enlarged(specs);
    Map<TaskId, Integer> heights = TaskGraph.heights(specs);
    for (int i = 0; i < specs.size(); i++) {
      all.graph.heights[i] = heights.getOrDefault(specs.get(i).id(), 1);
    }
    return all;
  }

  /** Returns these and more, which may need these and those before them. */
  Tasks plus(List<TaskSpec> specs) {
    Tasks all = enlarged(specs);
    for (int i = all.size() - 1; i >= size(); i--) {
      all.raiseWhatIsNeeded(i);
    }
    return all;
  }

  private Tasks enlarged(List<TaskSpec> specs) {
    Task[] more = Arrays.copyOf(tasks, tasks.length + specs.size());
    for (int i = 0; i < specs.size(); i++) {
      more[tasks.length + i] = Task.of(specs.get(i));
    }
    Tasks all =
        new Tasks(
            more,
            positions.plus(specs.stream().map(TaskSpec::id).toList(), tasks.length),
            graph.enlarged(specs.size()),
            atWork);
    for (TaskSpec spec : specs) {
      spec.needs().forEach(need -> all.graph.addDependent(all.position(need), spec.id()));
    }
    return all;
  }

  /** Makes what a new task needs higher than that task, as far as it matters. */
  private void raiseWhatIsNeeded(int position) {
    Deque<Integer> raised = new ArrayDeque<>();
    raised.add(position);
    while (!raised.isEmpty()) {
      int at = raised.remove();
      for (TaskId need : tasks[at].spec().needs()) {
        int below = position(need);
        if (graph.heights[below] <= Math.min(graph.heights[at], HIGHEST_RAISED)
            && !(tasks[below].state() instanceof TaskState.Ended)) {
          graph.heights[below] = graph.heights[at] + 1;
          raised.add(below);
        }
      }
    }
  }

  @Override
  public Task get(int position) {
    return tasks[position];
  }

  @Override
  public Iterator<Task> iterator() {
    return Arrays.asList(tasks).iterator();
  }

  @Override
  public int size() {
    return tasks.length;
  }

  /** Returns the task of this name. */
  public Optional<Task> find(TaskId id) {
    Integer position = positions.find(id);
    return position == null ? Optional.empty() : Optional.of(tasks[position]);
  }

  /** Returns the task of this name, which must be one of the run's. */
  public Task get(TaskId id) {
    return tasks[position(id)];
  }

  /** Returns the tasks that need this one. */
  public List<TaskId> dependents(TaskId id) {
    return List.of(graph.dependents[position(id)]);
  }

  /** Returns how long the longest chain is that begins with the task at this position. */
  int height(int position) {
    return graph.heights[position];
  }

  private int position(TaskId id) {
    Integer position = positions.find(id);
    if (position == null) {
      throw new IllegalStateException("no task of this run is called " + id);
    }
    return position;
  }

  /** Returns those whose subagents hold a slot, in the plan's order. */
  List<Task> atWork() {
    return Arrays.stream(atWork).mapToObj(position -> tasks[position]).toList();
  }

  /** Returns how many subagents hold a slot. */
  int slotsHeld() {
    return atWork.length;
  }

  Tasks with(Task task) {
    int position = position(task.id());
    Task[] copy = Arrays.copyOf(tasks, tasks.length);
    copy[position] = task;
    boolean held = holdsSlot(tasks[position]);
    boolean holds = holdsSlot(task);
    return new Tasks(
        copy, positions, graph, held == holds ? atWork : holds ? put(position) : cleared(position));
  }

  private static boolean holdsSlot(Task task) {
    return task.state() instanceof TaskState.Running || task.state() instanceof TaskState.Stopping;
  }

  private int[] put(int position) {
    int[] more = Arrays.copyOf(atWork, atWork.length + 1);
    more[atWork.length] = position;
    Arrays.sort(more);
    return more;
  }

  private int[] cleared(int position) {
    return Arrays.stream(atWork).filter(other -> other != position).toArray();
  }
}
