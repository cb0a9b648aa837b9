package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskGraph;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.TaskTree.Branch;
import dev.manyhands.core.run.TaskTree.Place;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tasks of a run in the plan's order; immutable. */
public final class Tasks extends AbstractList<Task> implements RandomAccess {
  static final Tasks NONE = new Tasks(Branch.EMPTY, Positions.NONE);

  /** Which of two chains is longer does not matter beyond this, once tasks are being added. */
  private static final int HIGHEST_RAISED = 100;

  private final TaskTree tree;
  private final Positions positions;

  private Tasks(TaskTree tree, Positions positions) {
    this.tree = tree;
    this.positions = positions;
  }

  static Tasks of(List<TaskSpec> specs) {
    return NONE.enlarged(specs, TaskGraph.heights(specs));
  }

  /** Returns these and more, which may need these and those before them. */
  Tasks plus(List<TaskSpec> specs) {
    Tasks all = enlarged(specs, Map.of());
    TaskTree raised = all.tree;
    for (int i = all.size() - 1; i >= size(); i--) {
      raised = raised(raised, all.positions, i);
    }
    return new Tasks(raised, all.positions);
  }

  private Tasks enlarged(List<TaskSpec> specs, Map<TaskId, Integer> heights) {
    Positions more = positions.plus(specs.stream().map(TaskSpec::id).toList(), size());
    Map<TaskId, List<TaskId>> dependents = new LinkedHashMap<>();
    TaskTree all = tree;
    for (TaskSpec spec : specs) {
      all = all.plus(new Place(Task.of(spec), heights.getOrDefault(spec.id(), 1), List.of()));
      for (TaskId need : spec.needs()) {
        dependents.computeIfAbsent(need, _ -> new ArrayList<>()).add(spec.id());
      }
    }
    for (Map.Entry<TaskId, List<TaskId>> needed : dependents.entrySet()) {
      int position = more.get(needed.getKey());
      all = all.with(position, all.get(position).neededBy(needed.getValue()));
    }
    return new Tasks(all, more);
  }

  /** Makes what a new task needs higher than that task, as far as it matters. */
  private static TaskTree raised(TaskTree all, Positions positions, int position) {
    TaskTree tree = all;
    Deque<Place> raised = new ArrayDeque<>();
    raised.add(tree.get(position));
    while (!raised.isEmpty()) {
      Place upper = raised.remove();
      for (TaskId need : upper.task().spec().needs()) {
        int below = positions.get(need);
        Place lower = tree.get(below);
        if (lower.height() <= Math.min(upper.height(), HIGHEST_RAISED)
            && !(lower.task().state() instanceof TaskState.Ended)) {
          Place higher = lower.at(upper.height() + 1);
          tree = tree.with(below, higher);
          raised.add(higher);
        }
      }
    }
    return tree;
  }

  @Override
  public Task get(int position) {
    return tree.get(position).task();
  }

  @Override
  public int size() {
    return tree.size();
  }

  /** Returns the task of this name. */
  public Optional<Task> find(TaskId id) {
    Integer position = positions.find(id);
    return position == null ? Optional.empty() : Optional.of(get(position));
  }

  /** Returns the task of this name, which must be one of the run's. */
  public Task get(TaskId id) {
    return get(positions.get(id));
  }

  /** Returns the tasks that need this one. */
  public List<TaskId> dependents(TaskId id) {
    return tree.get(positions.get(id)).dependents();
  }

  /** Returns how long the longest chain is that begins with this task. */
  int height(TaskId id) {
    return tree.get(positions.get(id)).height();
  }

  /** Returns what is to be known of all. */
  Overview overview() {
    return tree.overview();
  }

  /** Returns how many have not ended. */
  public int countOpen() {
    return overview().open();
  }

  /** Returns how many subagents hold a slot. */
  int slotsHeld() {
    return overview().atWork();
  }

  /** Returns those whose subagents hold a slot, in the plan's order. */
  public List<Task> atWork() {
    return where(some -> some.atWork() > 0);
  }

  /** Returns those that have not ended, in the plan's order. */
  public List<Task> open() {
    return where(some -> some.open() > 0);
  }

  /** Returns those with a deadline that is over, in the plan's order. */
  List<Task> due(Instant now) {
    return where(some -> !some.due().isAfter(now));
  }

  /**
   * Returns some of them, in the plan's order.
   *
   * @param where holds for these, and for all together of which one is among these
   */
  List<Task> where(Predicate<Overview> where) {
    List<Task> found = new ArrayList<>();
    visit(where, found::add);
    return found;
  }

  /**
   * Hands over some of them, in the plan's order.
   *
   * @param where holds for these, and for all together of which one is among these; is asked when
   *     those before have been handed over
   */
  void visit(Predicate<Overview> where, Consumer<Task> visitor) {
    tree.visit(where, visitor);
  }

  /**
   * Hands over those that are not what they were, in the plan's order, with what they were.
   *
   * @param before these at an earlier time, when there may have been fewer
   */
  void compare(Tasks before, BiConsumer<@Nullable Task, Task> visitor) {
    tree.compare(before.tree, visitor);
  }

  Tasks with(Task task) {
    int position = positions.get(task.id());
    return new Tasks(tree.with(position, tree.get(position).with(task)), positions);
  }
}
