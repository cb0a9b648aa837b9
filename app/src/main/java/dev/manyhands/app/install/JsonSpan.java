package dev.manyhands.app.install;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a value is in a JSON text, which may have comments and trailing commas.
 *
 * @param nameStart where its name begins; where it begins itself when it has none
 * @param start of the value
 * @param end after the value
 * @param membersOrNull of an object, in order; null for any other value
 */
record JsonSpan(
    int nameStart, int start, int end, @Nullable SequencedMap<String, JsonSpan> membersOrNull) {
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /**
   * Finds the spans of a text.
   *
   * @param file for what people are told
   * @throws ManyhandsException if the text is not an object
   */
  static JsonSpan of(String text, String file) {
    try (JsonParser parser = LENIENT.createParser(text)) {
      parser.nextToken();
      JsonSpan root = read(parser, -1);
      if (parser.nextToken() != null || root.membersOrNull == null) {
        throw notOurs(file, "it is not one JSON object", null);
      }
      return root;
    } catch (JacksonException e) {
      throw notOurs(file, e.getOriginalMessage(), e);
    }
  }

  /** Returns a value that may have comments, without its comments. */
  static Object value(String text) {
    return LENIENT.readValue(text, Object.class);
  }

  private static ManyhandsException notOurs(String file, String why, @Nullable Throwable cause) {
    return new ManyhandsException(
        Kind.CONFIG,
        "%s cannot be read: %s".formatted(file, why),
        "mend it first; nothing was changed",
        cause);
  }

  private static JsonSpan read(JsonParser parser, int nameStart) {
    int start = offset(parser);
    int from = nameStart < 0 ? start : nameStart;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      SequencedMap<String, JsonSpan> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        int nameAt = offset(parser);
        String name = Objects.requireNonNull(parser.currentName());
        parser.nextToken();
        members.put(name, read(parser, nameAt));
      }
      return new JsonSpan(from, start, offset(parser) + 1, members);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        read(parser, -1);
      }
      return new JsonSpan(from, start, offset(parser) + 1, null);
    }
    if (parser.currentToken() == null) {
      return new JsonSpan(from, start, start, null);
    }
    parser.getString(); // Strings are read to their end only when somebody asks for them.
    return new JsonSpan(from, start, (int) parser.currentLocation().getCharOffset(), null);
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }
}
