package dev.manyhands.app.live;

import java.time.Duration;
import java.time.Instant;

/** Writes time spans. */
final class Spans {
  private static final int TICK = 5;

  private Spans() {}

  /** Returns the time from one moment to another; nothing when the clock was set back. */
  static Duration between(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }

  /** Returns a span as a clock shows it, such as {@code 2:05} or {@code 1:00:00}. */
  static String clock(Duration span) {
    long hours = span.toHours();
    return hours == 0
        ? "%d:%02d".formatted(span.toMinutes(), span.toSecondsPart())
        : "%d:%02d:%02d".formatted(hours, span.toMinutesPart(), span.toSecondsPart());
  }

  /** Returns a span in whole seconds, such as {@code 45s}, {@code 2m 5s} or {@code 1h 10m}. */
  static String words(Duration span) {
    Duration up = span.plusMillis(999);
    if (up.toMinutes() == 0) {
      return up.toSeconds() + "s";
    }
    return up.toHours() == 0
        ? two(up.toMinutes(), "m", up.toSecondsPart(), "s")
        : two(up.toHours(), "h", up.toMinutesPart(), "m");
  }

  /** Returns a span that is only an estimate: no more digits than it deserves. */
  static String roughly(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60 - TICK) {
      return TICK * (seconds / TICK + 1) + "s";
    }
    long minutes = (seconds + 30) / 60;
    return minutes < 60
        ? Math.max(1, minutes) + "m"
        : two(minutes / 60, "h", (int) (minutes % 60 / 10 * 10), "m");
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
