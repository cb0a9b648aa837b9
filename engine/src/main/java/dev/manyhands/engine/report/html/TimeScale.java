package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.engine.report.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns moments into places on the time line: percents of its width, so that it fits any screen.
 *
 * @param start the left end
 * @param span how much time the whole width is; positive
 */
record TimeScale(Instant start, Duration span) {
  private static final long[] STEPS_MS = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    21_600_000,
    43_200_000,
    86_400_000
  };
  private static final int MOST_TICKS = 9;

  /** Returns the scale that holds all of a run that has started. */
  static TimeScale of(Report report, Instant start, Figures figures) {
    Instant end = figures.now();
    for (Report.TaskReport task : report.tasks()) {
      for (AttemptReport attempt : task.attempts()) {
        Instant ended = attempt.startedAt().plus(figures.took(attempt));
        end = ended.isAfter(end) ? ended : end;
      }
    }
    Duration span = Duration.between(start, end);
    return new TimeScale(start, span.isPositive() ? span : Duration.ofMillis(1));
  }

  /** Returns where a moment is, from 0 to 100. */
  double at(Instant moment) {
    double share = (double) Duration.between(start, moment).toMillis() / millis();
    return Math.clamp(100 * share, 0, 100);
  }

  /** Returns the moments that the axis names, as spans since the start. */
  List<Duration> ticks() {
    long step = STEPS_MS[STEPS_MS.length - 1];
    for (long candidate : STEPS_MS) {
      if (millis() / candidate <= MOST_TICKS) {
        step = candidate;
        break;
      }
    }
    while (millis() / step > MOST_TICKS) {
      step *= 2;
    }
    List<Duration> ticks = new ArrayList<>();
    for (long at = 0; at <= millis(); at += step) {
      ticks.add(Duration.ofMillis(at));
    }
    return ticks;
  }

  private long millis() {
    return Math.max(1, span.toMillis());
  }

  /** Writes a place or a width. */
  static String percent(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end) + "%";
  }
}
