package dev.manyhands.core.run;

import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.run.RunState.Live;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the run may still consume. An attempt reserves what its task may consume or, where no plan
 * says, what attempts of this run have consumed on average; so the run's budget is passed by no
 * more than what was in flight.
 */
final class Budgeting {
  private final Live live;
  private final Budget budget;

  private Budgeting(Live live) {
    this.live = live;
    this.budget = live.plan().limits().budget();
  }

  static Budgeting of(Live live) {
    return new Budgeting(live);
  }

  /** Says whether the run has consumed all that it may. */
  boolean isSpent() {
    return !budget.equals(Budget.UNLIMITED) && live.usage().exhausts(budget);
  }

  /** Says whether another attempt of this task fits into what is left. */
  boolean affords(Task task) {
    if (budget.equals(Budget.UNLIMITED)) {
      return true;
    }
    Usage usage = live.usage();
    if (usage.exhausts(budget)) {
      return false;
    }
    Usage average = average();
    boolean alone = true;
    Usage reserved = Usage.NONE;
    for (Task other : live.tasks()) {
      if (Settlement.holdsSlot(other.state())) {
        alone = false;
        Usage current = other.account().current();
        reserved = reserved.plus(less(reservation(other, average).max(current), current));
      }
    }
    // What does not fit even alone gets what is left.
    return alone || !usage.plus(reserved).plus(reservation(task, average)).exceeds(budget);
  }

  private static Usage less(Usage all, Usage part) {
    return new Usage(
        all.inputTokens() - part.inputTokens(),
        all.outputTokens() - part.outputTokens(),
        all.costUsd().subtract(part.costUsd()));
  }

  private static Usage reservation(Task task, Usage average) {
    Budget own = task.spec().work().budget();
    return new Usage(
        own.tokens().orElse(average.tokens()), 0, own.cost().orElse(average.costUsd()));
  }

  private Usage average() {
    Usage ended = Usage.NONE;
    long attempts = 0;
    for (Task task : live.tasks()) {
      ended = ended.plus(task.account().ended());
      attempts += task.tally().attempts() - (Settlement.holdsSlot(task.state()) ? 1 : 0);
    }
    return attempts == 0
        ? Usage.NONE
        : new Usage(
            ended.tokens() / attempts,
            0,
            ended.costUsd().divide(BigDecimal.valueOf(attempts), 6, RoundingMode.HALF_UP));
  }
}
