package dev.manyhands.engine.attempt;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the structured result of a task must look like: JSON Schema, draft 2020-12 by default. */
public final class ResultSchema {
  private static final int PROBLEMS_NAMED = 5;

  private final @Nullable Schema schema;

  private ResultSchema(@Nullable Schema schema) {
    this.schema = schema;
  }

  /**
   * Returns the schema.
   *
   * @param textOrNull as JSON; null for one that any JSON satisfies
   */
  public static ResultSchema of(@Nullable String textOrNull) {
    return new ResultSchema(
        textOrNull == null
            ? null
            : SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(textOrNull, InputFormat.JSON));
  }

  /** Returns what is wrong with this JSON text, in one line. */
  public Optional<String> problem(String json) {
    try {
      JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      return Optional.of("it is no JSON: " + e.getOriginalMessage());
    }
    if (schema == null) {
      return Optional.empty();
    }
    try {
      List<Error> errors = schema.validate(json, InputFormat.JSON);
      return errors.isEmpty()
          ? Optional.empty()
          : Optional.of(
              errors.stream()
                  .limit(PROBLEMS_NAMED)
                  .map(Objects::toString)
                  .collect(Collectors.joining("; ")));
    } catch (SchemaException e) {
      return Optional.of("the schema cannot be used: " + e.getMessage());
    }
  }
}
