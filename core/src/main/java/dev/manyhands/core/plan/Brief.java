package dev.manyhands.core.plan;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a prompt is to be worked on.
 *
 * @param modelOrNull the model that the agent is to use; null for the agent's own choice
 * @param readOnly whether the helper only looks: whatever it changes is not taken
 * @param budget what one attempt may consume
 * @param schemaOrNull the JSON Schema of the result, as JSON text; null when any text will do
 * @param permissions what the helper may do without asking
 * @param patience how long a question or an approval waits for an answer
 */
public record Brief(
    @Nullable String modelOrNull,
    boolean readOnly,
    Budget budget,
    @Nullable String schemaOrNull,
    Permissions permissions,
    Duration patience) {
  /** What holds where a plan says nothing. */
  public static final Brief STANDARD =
      new Brief(null, false, Budget.UNLIMITED, null, Permissions.NONE, Duration.ofMinutes(10));

  public Brief {
    Objects.requireNonNull(budget);
    Objects.requireNonNull(permissions);
    Durations.requirePositive(patience, "patience");
  }

  /** Returns the model that the agent is to use. */
  public Optional<String> model() {
    return Optional.ofNullable(modelOrNull);
  }

  /** Returns the JSON Schema of the result, as JSON text. */
  public Optional<String> schema() {
    return Optional.ofNullable(schemaOrNull);
  }
}
