package dev.manyhands.core.plan;

import java.time.Duration;

/**
 * How long one attempt of a task may take, and how often it may be tried.
 *
 * @param start from taking a workspace to the helper's start, the workspace's setup included
 * @param timeout from the helper's start to its end
 * @param idle how long the helper may be silent
 * @param retries attempts after the first that failed, timed out or stalled; at least 0
 */
public record TaskLimits(Duration start, Duration timeout, Duration idle, int retries) {
  public TaskLimits {
    Durations.requirePositive(start, "start");
    Durations.requirePositive(timeout, "timeout");
    Durations.requirePositive(idle, "idle");
    if (retries < 0 || retries > 100) {
      throw new IllegalArgumentException("retries must be from 0 to 100");
    }
  }
}
