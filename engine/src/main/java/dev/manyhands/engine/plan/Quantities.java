package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations, counts and costs. Each method adds a problem when it returns nothing. */
final class Quantities {
  /** The longest limit that the domain accepts. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final String DURATIONS = "write a duration such as 90s, 5m or 1h30m";
  private static final String COUNTS = "write a count above 0 such as 500k or 2M";
  private static final String COSTS = "write US dollars above 0 such as 5.00";

  private static final Pattern COUNT = Pattern.compile("(\\d{1,15})([kMG]?)");
  private static final Pattern COST = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");

  private Quantities() {}

  /** Returns a duration above zero and at most a year. */
  static Optional<Duration> duration(String what, YamlNode node, Problems problems) {
    if (!(node instanceof Scalar(Position _, String value, Kind kind))) {
      return Scalars.wrong(what, node, DURATIONS, problems);
    }
    if (kind == Kind.INTEGER && value.matches("\\d{1,9}") && Integer.parseInt(value) > 0) {
      String help = "a duration needs a unit, so write %ss or %sm".formatted(value, value);
      return Scalars.wrong(what, node, help, problems);
    }
    Optional<Duration> duration = DurationText.parse(value);
    if (duration.isEmpty()) {
      return Scalars.wrong(what, node, DURATIONS, problems);
    }
    if (!duration.get().isPositive() || duration.get().compareTo(LONGEST) > 0) {
      String help = "write a duration above 0 and at most 366d";
      return Scalars.wrong(what, node, help, problems);
    }
    return duration;
  }

  /** Returns a count above zero. */
  static Optional<Long> count(String what, YamlNode node, Problems problems) {
    if (!(node instanceof Scalar(Position _, String value, Kind _))) {
      return Scalars.wrong(what, node, COUNTS, problems);
    }
    Matcher parts = COUNT.matcher(value);
    if (!parts.matches()) {
      return Scalars.wrong(what, node, COUNTS, problems);
    }
    long unit =
        switch (parts.group(2)) {
          case "k" -> 1_000L;
          case "M" -> 1_000_000L;
          case "G" -> 1_000_000_000L;
          default -> 1L;
        };
    long number = Long.parseLong(parts.group(1));
    if (number == 0 || number > Long.MAX_VALUE / unit) {
      return Scalars.wrong(what, node, COUNTS, problems);
    }
    return Optional.of(number * unit);
  }

  /** Returns an amount of US dollars above zero. */
  static Optional<BigDecimal> cost(String what, YamlNode node, Problems problems) {
    if (node instanceof Scalar(Position _, String value, Kind kind)
        && (kind == Kind.INTEGER || kind == Kind.DECIMAL)
        && COST.matcher(value).matches()
        && new BigDecimal(value).signum() > 0) {
      return Optional.of(new BigDecimal(value));
    }
    return Scalars.wrong(what, node, COSTS, problems);
  }
}
