package dev.manyhands.engine.agent.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a tool's errors look.
 *
 * @param hopeless in an error that every further attempt would meet as well: no login, no such
 *     model
 * @param limited in an error that says that the provider refuses calls for now
 * @param denied in what a helper is told when it may not use a tool
 * @param exitCodes what the tool means by them
 */
public record FailureSigns(
    List<Pattern> hopeless,
    List<Pattern> limited,
    List<Pattern> denied,
    Map<Integer, Meaning> exitCodes) {
  public FailureSigns {
    hopeless = List.copyOf(hopeless);
    limited = List.copyOf(limited);
    denied = List.copyOf(denied);
    exitCodes = Map.copyOf(exitCodes);
  }

  /** What an exit code says. */
  public record Meaning(String reason, boolean hopeless) {}

  /** Says whether another attempt would end in the same way. */
  public boolean isHopeless(String error) {
    return !isLimited(error) && finds(hopeless, error);
  }

  /** Says whether the provider refuses calls for now. */
  public boolean isLimited(String error) {
    return finds(limited, error);
  }

  /** Says whether what a tool of a helper's says means that the helper may not use it. */
  public boolean isDenied(String result) {
    return finds(denied, result);
  }

  /** Returns what an exit code says. */
  public Optional<Meaning> meaning(int exitCode) {
    return Optional.ofNullable(exitCodes.get(exitCode));
  }

  private static boolean finds(List<Pattern> patterns, String error) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(error).find());
  }
}
