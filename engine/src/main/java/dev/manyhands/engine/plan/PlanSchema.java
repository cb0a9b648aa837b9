package dev.manyhands.engine.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The JSON Schema (draft 2020-12) of the plan file, for editors and for people.
 *
 * <p>It knows the keys that {@link PlanReader} knows. What a schema cannot say (ids are unique, a
 * need is a task's id, an agent is installed) only the reader checks.
 */
public final class PlanSchema {
  private static final String RESOURCE = "plan.schema.json";

  private PlanSchema() {}

  /** Returns the schema, ending with a newline. */
  public static String text() {
    try (InputStream in = PlanSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
