package dev.manyhands.engine.agent.builtin;

import java.util.Map;

/**
 * What holds for all sessions.
 *
 * @param mostSteps model calls of one turn
 * @param contextTokens how long a conversation may become before it is shortened
 * @param mostOutputTokens of one answer
 */
record Settings(int mostSteps, int contextTokens, int mostOutputTokens) {

  /** Reads them from {@code MANYHANDS_MAX_STEPS} and its like. */
  static Settings of(Map<String, String> environment, ModelChoice choice) {
    return new Settings(
        number(environment, "MANYHANDS_MAX_STEPS", 200),
        number(environment, "MANYHANDS_CONTEXT_TOKENS", choice.provider().contextTokens()),
        number(environment, "MANYHANDS_MAX_OUTPUT_TOKENS", 16_000));
  }

  private static int number(Map<String, String> environment, String name, int standard) {
    String text = environment.getOrDefault(name, "");
    if (text.isBlank()) {
      return standard;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw ModelChoice.wrong("%s is '%s'".formatted(name, text), "give a number above 0");
  }
}
