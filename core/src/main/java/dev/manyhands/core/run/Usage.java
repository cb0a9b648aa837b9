package dev.manyhands.core.run;

import dev.manyhands.core.plan.Budget;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What helpers consumed.
 *
 * @param costUsd US dollars
 */
public record Usage(long inputTokens, long outputTokens, BigDecimal costUsd) {
  /** Nothing consumed. */
  public static final Usage NONE = new Usage(0, 0, BigDecimal.ZERO);

  public Usage {
    Objects.requireNonNull(costUsd);
    if (inputTokens < 0 || outputTokens < 0 || costUsd.signum() < 0) {
      throw new IllegalArgumentException("usage cannot be negative");
    }
  }

  /** Returns the larger of both, each figure for itself. */
  public Usage max(Usage other) {
    return new Usage(
        Math.max(inputTokens, other.inputTokens),
        Math.max(outputTokens, other.outputTokens),
        costUsd.max(other.costUsd));
  }

  /** Returns input and output tokens together. */
  public long tokens() {
    return inputTokens + outputTokens;
  }

  boolean isNothing() {
    return inputTokens == 0 && outputTokens == 0 && costUsd.signum() == 0;
  }

  /** Says whether this is more than a budget gives. */
  public boolean exceeds(Budget budget) {
    return (budget.tokens().isPresent() && tokens() > budget.tokens().getAsLong())
        || budget.cost().filter(most -> costUsd.compareTo(most) > 0).isPresent();
  }

  /** Says whether this is all that a budget gives, or more. */
  public boolean exhausts(Budget budget) {
    return (budget.tokens().isPresent() && tokens() >= budget.tokens().getAsLong())
        || budget.cost().filter(most -> costUsd.compareTo(most) >= 0).isPresent();
  }

  /** Returns both together. */
  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        costUsd.add(other.costUsd));
  }
}
