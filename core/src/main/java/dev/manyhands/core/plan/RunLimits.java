package dev.manyhands.core.plan;

import java.time.Duration;
import java.util.Objects;

/**
 * What a whole run may take.
 *
 * @param wall from submission to the cancelling of what is still at work
 * @param queue how long a task that could start may wait for a free slot
 * @param budget what all helpers together may consume
 */
public record RunLimits(Duration wall, Duration queue, Budget budget) {
  public RunLimits {
    Durations.requirePositive(wall, "wall");
    Durations.requirePositive(queue, "queue");
    Objects.requireNonNull(budget);
  }
}
