package dev.manyhands.core.plan;

import java.time.Duration;

/** Guards of durations. */
final class Durations {
  private Durations() {}

  /** A limit beyond a year is a mistake, and instants far away overflow. */
  private static final Duration MOST = Duration.ofDays(366);

  static void requirePositive(Duration duration, String what) {
    if (!duration.isPositive() || duration.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(what + " must be above 0 and at most a year");
    }
  }
}
