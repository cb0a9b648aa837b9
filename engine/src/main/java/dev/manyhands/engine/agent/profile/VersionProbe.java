package dev.manyhands.engine.agent.profile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to ask for a tool's version.
 *
 * @param arguments of its program; empty when it cannot say
 * @param minimum the oldest version whose protocol is known, such as {@code 2.0}; may be empty
 */
public record VersionProbe(List<String> arguments, String minimum) {
  private static final Pattern NUMBERS = Pattern.compile("\\d+(?:\\.\\d+)+");

  public VersionProbe {
    arguments = List.copyOf(arguments);
  }

  /** Returns the version in what the tool printed. */
  public static Optional<String> in(String output) {
    Matcher numbers = NUMBERS.matcher(output);
    return numbers.find() ? Optional.of(numbers.group()) : Optional.empty();
  }

  /** Says whether a version is new enough. */
  public boolean accepts(String version) {
    String[] have = version.split("\\.", -1);
    String[] need = minimum.isEmpty() ? new String[0] : minimum.split("\\.", -1);
    for (int i = 0; i < need.length; i++) {
      long difference = part(have, i) - part(need, i);
      if (difference != 0) {
        return difference > 0;
      }
    }
    return true;
  }

  private static long part(String[] parts, int i) {
    return i < parts.length && parts[i].matches("\\d{1,9}") ? Long.parseLong(parts[i]) : 0;
  }
}
