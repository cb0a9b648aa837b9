package dev.manyhands.core.run;

import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.RunState.Live;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What the run may still consume. An attempt reserves what its task may consume or, where no plan
 * says, what attempts of this run have consumed on average; so the run's budget is passed by no
 * more than what was in flight. Programs consume nothing that is known, and reserve nothing.
 */
final class Budgeting {
  private static final Budgeting UNLIMITED =
      new Budgeting(Budget.UNLIMITED, Figures.NOTHING, Figures.NOTHING, Figures.NOTHING, false);

  private final Budget budget;
  private final Figures consumed;
  private final Figures average;
  private final Figures reserved;
  private final boolean someoneConsumes;

  /** Usage as budgets see it. */
  private record Figures(long tokens, BigDecimal cost) {
    static final Figures NOTHING = new Figures(0, BigDecimal.ZERO);

    static Figures of(Usage usage) {
      return new Figures(usage.tokens(), usage.costUsd());
    }

    Figures plus(Figures other) {
      return new Figures(tokens + other.tokens, cost.add(other.cost));
    }

    /** Returns how much more this is than another; nothing where it is less. */
    Figures beyond(Figures other) {
      return new Figures(
          Math.max(0, tokens - other.tokens), cost.subtract(other.cost).max(BigDecimal.ZERO));
    }

    Figures dividedBy(long count) {
      return count == 0
          ? NOTHING
          : new Figures(
              tokens / count, cost.divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_UP));
    }

    boolean exceeds(Budget budget) {
      return (budget.tokens().isPresent() && tokens > budget.tokens().getAsLong())
          || budget.cost().filter(most -> cost.compareTo(most) > 0).isPresent();
    }

    boolean exhausts(Budget budget) {
      return (budget.tokens().isPresent() && tokens >= budget.tokens().getAsLong())
          || budget.cost().filter(most -> cost.compareTo(most) >= 0).isPresent();
    }
  }

  private Budgeting(
      Budget budget, Figures consumed, Figures average, Figures reserved, boolean someoneConsumes) {
    this.budget = budget;
    this.consumed = consumed;
    this.average = average;
    this.reserved = reserved;
    this.someoneConsumes = someoneConsumes;
  }

  static Budgeting of(Live live) {
    Budget budget = live.plan().limits().budget();
    if (budget.equals(Budget.UNLIMITED)) {
      return UNLIMITED;
    }
    List<Task> consumers = live.tasks().atWork().stream().filter(Budgeting::consumes).toList();
    Spending spending = live.tasks().overview().spending();
    Figures average =
        Figures.of(spending.ended()).dividedBy(spending.attempts() - consumers.size());
    Figures reserved = Figures.NOTHING;
    for (Task task : consumers) {
      reserved =
          reserved.plus(reservation(task, average).beyond(Figures.of(task.account().current())));
    }
    return new Budgeting(
        budget, Figures.of(spending.total()), average, reserved, !consumers.isEmpty());
  }

  /** Returns the same with an attempt of this task under way, which has consumed nothing yet. */
  Budgeting withStarted(Task task) {
    return consumes(task) && !budget.equals(Budget.UNLIMITED)
        ? new Budgeting(budget, consumed, average, reserved.plus(reservation(task, average)), true)
        : this;
  }

  private static boolean consumes(Task task) {
    return task.spec().work() instanceof Work.Prompt;
  }

  /** Says whether the run has consumed all that it may. */
  boolean isSpent() {
    return consumed.exhausts(budget);
  }

  /** Says whether another attempt of this task fits into what is left. */
  boolean affords(Task task) {
    if (!consumes(task)) {
      return true;
    }
    if (isSpent()) {
      return false;
    }
    // What does not fit even alone gets what is left.
    return !someoneConsumes
        || !consumed.plus(reserved).plus(reservation(task, average)).exceeds(budget);
  }

  private static Figures reservation(Task task, Figures average) {
    Budget own = task.spec().work().budget();
    return new Figures(own.tokens().orElse(average.tokens), own.cost().orElse(average.cost));
  }
}
