package dev.manyhands.engine.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an object, field by field, on one line. What is null is left out. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;

  private JsonText(JsonGenerator out) {
    this.out = out;
  }

  /** Returns the text of an object with these fields. */
  public static String of(Consumer<JsonText> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      fields.accept(new JsonText(out));
      out.writeEndObject();
    }
    return text.toString();
  }

  /** Adds a text. */
  public JsonText put(String name, @Nullable String value) {
    if (value != null) {
      out.writeStringProperty(name, value);
    }
    return this;
  }

  /** Adds a whole number. */
  public JsonText put(String name, long value) {
    out.writeNumberProperty(name, value);
    return this;
  }

  /** Adds a whole number. */
  public JsonText put(String name, @Nullable Number value) {
    return value == null ? this : put(name, value.longValue());
  }

  /** Adds a number with all its digits. */
  public JsonText put(String name, BigDecimal value) {
    out.writeNumberProperty(name, value);
    return this;
  }

  /** Adds true or false. */
  public JsonText put(String name, boolean value) {
    out.writeBooleanProperty(name, value);
    return this;
  }

  /** Adds what is so; what is not is left out. */
  public JsonText ifSet(String name, boolean value) {
    return value ? put(name, true) : this;
  }

  /** Adds an object. */
  public JsonText put(String name, Consumer<JsonText> fields) {
    out.writeObjectPropertyStart(name);
    fields.accept(this);
    out.writeEndObject();
    return this;
  }

  /** Adds a list of texts. */
  public JsonText texts(String name, Collection<String> values) {
    out.writeArrayPropertyStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
    return this;
  }

  /** Adds a list with an object for each value. */
  public <T> JsonText objects(String name, Collection<T> values, Fields<T> fields) {
    out.writeArrayPropertyStart(name);
    for (T value : values) {
      out.writeStartObject();
      fields.write(value, this);
      out.writeEndObject();
    }
    out.writeEndArray();
    return this;
  }

  /** Writes the fields of a value. */
  @FunctionalInterface
  public interface Fields<T> {
    /** Adds them to the object that has been begun. */
    void write(T value, JsonText to);
  }
}
