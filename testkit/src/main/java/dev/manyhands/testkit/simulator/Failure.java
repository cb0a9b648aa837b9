package dev.manyhands.testkit.simulator;

import java.util.List;

/**
 * A run in which something did not hold that always must.
 *
 * @param seed makes the same world again, together with the mode
 * @param invariant what did not hold, such as {@code I8}
 * @param message how it did not hold
 * @param world the smallest world found in which that happens
 * @param history what happened there, line by line, up to the failure
 */
public record Failure(
    long seed, Mode mode, String invariant, String message, String world, List<String> history) {
  public Failure {
    history = List.copyOf(history);
  }

  /** Returns everything that somebody needs who wants to understand it. */
  @Override
  public String toString() {
    return """
    seed %d in mode %s: %s does not hold: %s
    The smallest world in which that happens:
    %s
    What happened there:
    %s
    """
        .formatted(seed, mode, invariant, message, world, String.join("\n", history));
  }
}
