package dev.manyhands.engine.attempt;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the JSON in what a helper says. */
final class JsonBlocks {
  private static final Pattern FENCED =
      Pattern.compile("```(?:json)?\\s*\\n(.*?)\\n\\s*```", Pattern.DOTALL);

  private JsonBlocks() {}

  /**
   * Returns the last fenced block of a message or, where there is none, all of it if it is JSON.
   */
  static Optional<String> last(String message) {
    Optional<String> fenced =
        FENCED.matcher(message).results().reduce((_, second) -> second).map(JsonBlocks::body);
    if (fenced.isPresent()) {
      return fenced;
    }
    String bare = message.strip();
    return bare.startsWith("{") || bare.startsWith("[") ? Optional.of(bare) : Optional.empty();
  }

  private static String body(MatchResult match) {
    return match.group(1).strip();
  }
}
