package dev.manyhands.app.live;

import dev.manyhands.core.plan.TaskId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The latest things worth telling; what went wrong is not pushed out by what went well. */
final class News {
  private static final int MOST = 200;

  /** What one line tells. */
  enum Kind {
    /** Something that will be true at the end, too. */
    PROBLEM,
    /** Something that may still turn out well. */
    SETBACK,
    PROGRESS,
    LOG
  }

  /**
   * One thing worth telling.
   *
   * @param number orders the news
   * @param tasks whom it is about; may be empty; grows as long as the same is told of more tasks
   */
  record Item(long number, Instant at, Kind kind, Sign sign, List<TaskId> tasks, String says) {}

  private final Deque<Item> problems = new ArrayDeque<>();
  private final Deque<Item> others = new ArrayDeque<>();
  private long number;

  /** Tells of tasks; those of which the same is said at the same moment share a line. */
  void tell(Instant at, Kind kind, Sign sign, List<TaskId> tasks, String says) {
    number++;
    Deque<Item> items = kind == Kind.PROBLEM || kind == Kind.SETBACK ? problems : others;
    Item last = items.peekLast();
    if (last != null
        && !tasks.isEmpty()
        && last.at().equals(at)
        && last.sign() == sign
        && last.says().equals(says)) {
      last.tasks().addAll(tasks);
      return;
    }
    items.addLast(new Item(number, at, kind, sign, new ArrayList<>(tasks), says));
    if (items.size() > MOST) {
      items.removeFirst();
    }
  }

  int size() {
    return problems.size() + others.size();
  }

  /** Returns the latest problems that stay, in order. */
  List<Item> problems(int most) {
    return last(problems.stream().filter(item -> item.kind() == Kind.PROBLEM).toList(), most);
  }

  private static List<Item> last(List<Item> items, int most) {
    return items.subList(Math.max(0, items.size() - most), items.size());
  }

  /** Returns the latest of all, in order; up to half of them what went wrong, however old. */
  List<Item> latest(int most) {
    TreeSet<Item> chosen = new TreeSet<>(Comparator.comparingLong(Item::number));
    chosen.addAll(last(List.copyOf(problems), (most + 1) / 2));
    Iterator<Item> newProblems = problems.descendingIterator();
    Iterator<Item> newOthers = others.descendingIterator();
    Item problem = next(newProblems);
    Item other = next(newOthers);
    while (chosen.size() < most && (problem != null || other != null)) {
      if (other == null || (problem != null && problem.number() > other.number())) {
        chosen.add(problem);
        problem = next(newProblems);
      } else {
        chosen.add(other);
        other = next(newOthers);
      }
    }
    return List.copyOf(chosen);
  }

  private static @Nullable Item next(Iterator<Item> items) {
    return items.hasNext() ? items.next() : null;
  }
}
