package dev.manyhands.core.plan;

import java.time.Duration;
import java.util.List;

/**
 * A program that says whether a change, or the combination of changes, is good: exit code 0.
 *
 * @param argv the program and its arguments; at least one element
 * @param timeout how long it may run; longer counts as red
 */
public record Check(List<String> argv, Duration timeout) {
  public Check {
    argv = List.copyOf(argv);
    if (argv.isEmpty() || argv.getFirst().isEmpty()) {
      throw new IllegalArgumentException("a check is empty");
    }
    Durations.requirePositive(timeout, "a check's timeout");
  }
}
