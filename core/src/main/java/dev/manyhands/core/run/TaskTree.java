package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in order; immutable. Every branch has an overview of what is below it, so that whoever
 * looks for something passes over the branches that do not have it; and replacing a task makes anew
 * only the branches above it. So what a step costs depends on the tasks that it concerns, and
 * hardly on how many others there are.
 */
sealed interface TaskTree {
  /** The most parts of a branch: few, because its overview is made from those of all. */
  int WIDTH = 16;

  /** Returns how many tasks there are. */
  int size();

  Overview overview();

  Place get(int position);

  /** Returns the same with another task at a position. */
  TaskTree with(int position, Place place);

  /** Returns the same and one more. */
  TaskTree plus(Place place);

  /**
   * Hands over some of the tasks, in order.
   *
   * @param where holds for these, and for all together of which one is among these
   */
  void visit(Predicate<Overview> where, Consumer<Task> visitor);

  /**
   * Hands over, in order, the tasks that are not what they were, with what they were.
   *
   * @param before the same tasks earlier, perhaps fewer; null for none
   */
  void compare(@Nullable TaskTree before, BiConsumer<@Nullable Task, Task> visitor);

  /**
   * One task.
   *
   * @param height how long the longest chain is that begins with it
   * @param dependents the tasks that need it, in order
   */
  record Place(Task task, int height, List<TaskId> dependents, Overview overview)
      implements TaskTree {
    Place(Task task, int height, List<TaskId> dependents) {
      this(task, height, List.copyOf(dependents), Overview.of(task, height));
    }

    Place with(Task next) {
      return new Place(next, height, dependents);
    }

    Place at(int otherHeight) {
      return new Place(task, otherHeight, dependents);
    }

    Place neededBy(List<TaskId> more) {
      List<TaskId> all = new ArrayList<>(dependents);
      all.addAll(more);
      return new Place(task, height, all);
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Place get(int position) {
      return this;
    }

    @Override
    public TaskTree with(int position, Place place) {
      return place;
    }

    @Override
    public TaskTree plus(Place place) {
      return new Branch(1, this, place);
    }

    @Override
    public void visit(Predicate<Overview> where, Consumer<Task> visitor) {
      if (where.test(overview)) {
        visitor.accept(task);
      }
    }

    @Override
    public void compare(@Nullable TaskTree before, BiConsumer<@Nullable Task, Task> visitor) {
      Task then = before == null ? null : before.get(0).task();
      if (!task.equals(then)) {
        visitor.accept(then, task);
      }
    }
  }

  /** Several parts. */
  final class Branch implements TaskTree {
    static final Branch EMPTY = new Branch(1);

    /** How many tasks each part has; the last one may have fewer. */
    private final int span;

    private final TaskTree[] parts;
    private final int size;
    private final Overview overview;

    private Branch(int span, TaskTree... parts) {
      this.span = span;
      this.parts = parts;
      this.size =
          parts.length == 0 ? 0 : (parts.length - 1) * span + parts[parts.length - 1].size();
      this.overview = Overview.of(parts);
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Overview overview() {
      return overview;
    }

    @Override
    public Place get(int position) {
      return parts[position / span].get(position % span);
    }

    @Override
    public TaskTree with(int position, Place place) {
      int changed = position / span;
      return with(parts.length, changed, parts[changed].with(position % span, place));
    }

    @Override
    public TaskTree plus(Place place) {
      int last = parts.length - 1;
      if (last >= 0 && parts[last].size() < span) {
        return with(parts.length, last, parts[last].plus(place));
      }
      return parts.length < WIDTH
          ? with(parts.length + 1, parts.length, place)
          : new Branch(span * WIDTH, this, place);
    }

    private Branch with(int count, int position, TaskTree part) {
      TaskTree[] copy = Arrays.copyOf(parts, count);
      copy[position] = part;
      return new Branch(span, copy);
    }

    @Override
    public void visit(Predicate<Overview> where, Consumer<Task> visitor) {
      if (where.test(overview)) {
        for (TaskTree part : parts) {
          part.visit(where, visitor);
        }
      }
    }

    @Override
    public void compare(@Nullable TaskTree before, BiConsumer<@Nullable Task, Task> visitor) {
      if (before != this) {
        for (int i = 0; i < parts.length; i++) {
          parts[i].compare(part(before, i), visitor);
        }
      }
    }

    /** Returns what stood in the place of a part: what was smaller is now the first part. */
    private @Nullable TaskTree part(@Nullable TaskTree before, int position) {
      if (before instanceof Branch branch && branch.span == span) {
        return position < branch.parts.length ? branch.parts[position] : null;
      }
      return position == 0 ? before : null;
    }
  }
}
