package dev.manyhands.testkit.model;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The plainest value that a JSON Schema allows; of the usual schemas, not of every one. */
final class SampleJson {
  static final String TEXT = "Scripted";

  private SampleJson() {}

  static JsonNode of(JsonNode schema) {
    JsonNode choices = schema.path("enum");
    if (!choices.isEmpty()) {
      return last(choices);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "boolean" -> Json.tree(false);
      case "integer", "number" -> Json.tree(schema.path("minimum").asInt(0));
      default -> Json.tree(TEXT);
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type =
        schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
    // Gemini's schemas have their types in capitals.
    return type.isString() ? type.stringValue().toLowerCase(Locale.ROOT) : "";
  }

  private static ObjectNode object(JsonNode schema) {
    ObjectNode object = Json.object();
    schema
        .path("properties")
        .properties()
        .forEach(each -> object.set(each.getKey(), of(each.getValue())));
    return object;
  }

  private static ArrayNode array(JsonNode schema) {
    ArrayNode array = Json.array();
    for (int i = 0; i < schema.path("minItems").asInt(0); i++) {
      array.add(of(schema.path("items")));
    }
    return array;
  }

  private static JsonNode last(JsonNode array) {
    return array.path(array.size() - 1);
  }
}
