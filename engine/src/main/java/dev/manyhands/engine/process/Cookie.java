package dev.manyhands.engine.process;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Environment variables by which every process of an attempt is known, however it was started: they
 * are inherited by children, daemons and double forks.
 *
 * @param variables at least one
 */
public record Cookie(Map<String, String> variables) {
  public Cookie {
    variables = Map.copyOf(variables);
    if (variables.isEmpty()) {
      throw new IllegalArgumentException("a cookie without variables would match everything");
    }
  }

  /** Says whether an environment, as the kernel shows it, has all the variables. */
  boolean isIn(String environ) {
    List<String> entries = Arrays.asList(environ.split("\0", -1));
    return variables.entrySet().stream()
        .allMatch(variable -> entries.contains(variable.getKey() + "=" + variable.getValue()));
  }
}
