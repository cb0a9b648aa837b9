package dev.manyhands.core.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a whole run may take.
 *
 * @param wall from submission to the cancelling of what is still at work
 * @param queue how long a task that could start may wait for a free slot
 * @param tokensOrNull tokens of all helpers together
 * @param costOrNull US dollars of all helpers together
 */
public record RunLimits(
    Duration wall, Duration queue, @Nullable Long tokensOrNull, @Nullable BigDecimal costOrNull) {
  public RunLimits {
    Durations.requirePositive(wall, "wall");
    Durations.requirePositive(queue, "queue");
    if (tokensOrNull != null && tokensOrNull <= 0) {
      throw new IllegalArgumentException("tokens must be above 0");
    }
    if (costOrNull != null && costOrNull.signum() <= 0) {
      throw new IllegalArgumentException("cost must be above 0");
    }
  }

  /** Returns the limit of all tokens together. */
  public OptionalLong tokens() {
    return tokensOrNull == null ? OptionalLong.empty() : OptionalLong.of(tokensOrNull);
  }

  /** Returns the limit of all costs together, in US dollars. */
  public Optional<BigDecimal> cost() {
    return Optional.ofNullable(costOrNull);
  }
}
