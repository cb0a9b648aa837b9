package dev.manyhands.engine.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes values the way people read them. */
public final class Units {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Units() {}

  /**
   * Returns a time span in at most two units, such as {@code 340ms}, {@code 4.2s}, {@code 2m 5s}.
   */
  public static String time(Duration span) {
    if (span.isNegative()) {
      return "0s";
    }
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return span.isZero() ? "0s" : span.toMillis() + "ms";
    }
    if (span.compareTo(Duration.ofMillis(9950)) < 0) {
      String seconds = String.format(Locale.ROOT, "%.1f", span.toMillis() / 1000.0);
      return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + "s";
    }
    Duration rounded = span.plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
    if (rounded.toMinutes() == 0) {
      return rounded.toSeconds() + "s";
    }
    if (rounded.toHours() == 0) {
      return two(rounded.toMinutes(), "m", rounded.toSecondsPart(), "s");
    }
    if (rounded.toDays() == 0) {
      return two(rounded.toHours(), "h", rounded.toMinutesPart(), "m");
    }
    return two(rounded.toDays(), "d", rounded.toHoursPart(), "h");
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }

  /** Returns a moment to the second, such as {@code 2026-01-31 09:05:00 UTC}. */
  public static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  /** Returns a number with its digits grouped by narrow spaces that do not break. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202F');
  }

  /** Returns a number and its noun, such as {@code 1 task} or {@code 2 tasks}. */
  public static String count(long value, String noun) {
    return number(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** Returns a factor, such as {@code 4.2×}. */
  public static String factor(double value) {
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f×" : "%.0f×", value);
  }
}
