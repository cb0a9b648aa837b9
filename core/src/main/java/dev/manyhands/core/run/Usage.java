package dev.manyhands.core.run;

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

  /** Returns both together. */
  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        costUsd.add(other.costUsd));
  }
}
