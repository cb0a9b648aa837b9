package dev.manyhands.engine.json;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An object that was read. What is asked for must be there and be of that kind; a field that is
 * null is as good as missing.
 *
 * <p>Methods throw {@link IllegalArgumentException} for what is missing or of another kind.
 */
public final class JsonObject {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Texts, booleans, {@link Long}, {@link BigDecimal}, lists of such, and objects. */
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private JsonObject() {}

  /** Reads a text that is one object. */
  public static JsonObject parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("is no object");
      }
      JsonObject object = object(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("goes on after its end");
      }
      return object;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static JsonObject object(JsonParser parser) {
    JsonObject object = new JsonObject();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      Object value = value(parser, parser.nextToken());
      if (value != null) {
        object.fields.put(name, value);
      }
    }
    return object;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getDecimalValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NULL -> null;
      default -> throw new IllegalArgumentException("ends early");
    };
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(parser, token));
    }
    return values;
  }

  /** Returns the names of the fields, in the text's order. */
  public Set<String> names() {
    return fields.keySet();
  }

  /** Says whether a field is there. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Returns a text. */
  public String text(String name) {
    return as(String.class, name, fields.get(name));
  }

  /** Returns a time that is written as ISO 8601 says. */
  public Instant instant(String name) {
    return Instant.parse(text(name));
  }

  /** Returns a duration that is written as ISO 8601 says. */
  public Duration duration(String name) {
    return Duration.parse(text(name));
  }

  /** Returns true or false. */
  public boolean flag(String name) {
    return as(Boolean.class, name, fields.get(name));
  }

  /** Says whether something is so; where nothing is said, it is not. */
  public boolean isSet(String name) {
    return has(name) && flag(name);
  }

  /** Returns a whole number. */
  public int integer(String name) {
    long number = number(name);
    if ((int) number != number) {
      throw new IllegalArgumentException(name + " is too large");
    }
    return (int) number;
  }

  /** Returns a whole number. */
  public long number(String name) {
    return as(Long.class, name, fields.get(name));
  }

  /** Returns a number with all its digits. */
  public BigDecimal decimal(String name) {
    return fields.get(name) instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : as(BigDecimal.class, name, fields.get(name));
  }

  /** Returns an object. */
  public JsonObject object(String name) {
    return as(JsonObject.class, name, fields.get(name));
  }

  /** Returns a list of texts. */
  public List<String> texts(String name) {
    return list(String.class, name);
  }

  /** Returns a list of objects. */
  public List<JsonObject> objects(String name) {
    return list(JsonObject.class, name);
  }

  private <T> List<T> list(Class<T> kind, String name) {
    List<T> values = new ArrayList<>();
    for (Object value : as(List.class, name, fields.get(name))) {
      values.add(as(kind, name, value));
    }
    return values;
  }

  private static <T> T as(Class<T> kind, String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException(
          name + " is no " + kind.getSimpleName() + " but a " + value.getClass().getSimpleName());
    }
    return kind.cast(value);
  }
}
