package dev.manyhands.app.live;

import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How fast a run is, and so how long it will take. */
final class Pace {
  /** Fewer attempts than this say nothing of the others. */
  private static final int ENOUGH = 3;

  /** What is left of an attempt that has taken longer than the others, as a part of their mean. */
  private static final int OVERDUE = 8;

  private final Mean attempts = new Mean();
  private final Mean checks = new Mean();

  private static final class Mean {
    private long count;
    private Duration sum = Duration.ZERO;

    void add(Duration duration) {
      count++;
      sum = sum.plus(duration);
    }

    Duration get() {
      return count == 0 ? Duration.ZERO : sum.dividedBy(count);
    }
  }

  void on(RunState before, Event event) {
    switch (event) {
      case Event.AttemptEnded e -> {
        if (saysSomething(e.end().outcome())
            && before instanceof Live live
            && live.tasks().get(e.task()).state() instanceof TaskState.Running running) {
          attempts.add(Spans.between(running.since(), e.at()));
        }
      }
      case Event.MergePassed e -> {
        if (e.checkMsOrNull() != null) {
          checks.add(Duration.ofMillis(e.checkMsOrNull()));
        }
      }
      case Event.MergeFailed e -> checks.add(Duration.ofMillis(e.checkMs()));
      default -> {} // about something else
    }
  }

  private static boolean saysSomething(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED, FAILED, TIMED_OUT, STALLED -> true;
      case CANCELLED, BUDGET_EXHAUSTED, LOST, CONFLICT, REJECTED -> false;
    };
  }

  /**
   * Returns how long the run will still take, if that can be known: what remains of all attempts
   * shared among the slots, or the longest chain of them, and a last check.
   */
  Optional<Duration> timeLeft(RunState state, Order order, Instant now) {
    if (attempts.count < ENOUGH
        || !(state instanceof Live live)
        || !(live.phase() instanceof RunState.Phase.Working)) {
      return Optional.empty();
    }
    List<Task> tasks = live.tasks();
    Duration[] until = new Duration[tasks.size()];
    Duration work = Duration.ZERO;
    Duration path = Duration.ZERO;
    for (int position : order.startOrder()) {
      Duration own = remaining(tasks.get(position).state(), now);
      Duration start = Duration.ZERO;
      for (int need : order.needs().get(position)) {
        start = longer(start, until[need]);
      }
      until[position] = start.plus(own);
      work = work.plus(own);
      path = longer(path, until[position]);
    }
    Duration shared = work.dividedBy(live.plan().concurrency());
    boolean toMerge = work.isPositive() || !live.integration().queue().isEmpty();
    Duration left = longer(shared, path).plus(toMerge ? checks.get() : Duration.ZERO);
    return left.isZero() ? Optional.empty() : Optional.of(left);
  }

  private Duration remaining(TaskState state, Instant now) {
    return switch (state) {
      case TaskState.Waiting _, TaskState.Ready _ -> attempts.get();
      case TaskState.Running running ->
          longer(
              attempts.get().minus(Spans.between(running.since(), now)),
              attempts.get().dividedBy(OVERDUE));
      case TaskState.Stopping _, TaskState.Merging _, TaskState.Ended _ -> Duration.ZERO;
    };
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
