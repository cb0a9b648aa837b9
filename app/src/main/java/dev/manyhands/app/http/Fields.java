package dev.manyhands.app.http;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object that a client sent. */
final class Fields {
  private final JsonNode node;

  /** Refuses fields that are not described, and misses those that are required. */
  Fields(JsonNode node, Route.Body described) {
    this.node = node;
    for (String name : node.propertyNames()) {
      if (!described.fields().containsKey(name)) {
        throw Refusal.usage(
            "there is no field '%s' here".formatted(Call.shorten(name)),
            "there are: " + String.join(", ", described.fields().keySet()));
      }
    }
    for (Map.Entry<String, Route.Field> field : described.fields().entrySet()) {
      if (field.getValue().required() && node.path(field.getKey()).isMissingNode()) {
        throw Refusal.usage("the field '%s' is missing".formatted(field.getKey()), "");
      }
    }
  }

  JsonNode node(String name) {
    return node.path(name);
  }

  Optional<String> text(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong(name, value, "a text");
    }
    return Optional.of(value.stringValue());
  }

  String demandText(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.usage("the field '%s' is empty".formatted(name), ""));
  }

  boolean flag(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(name, value, "true or false");
    }
    return value.booleanValue();
  }

  int number(String name, int otherwise) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < 0) {
      throw wrong(name, value, "a number from 0");
    }
    return value.intValue();
  }

  private static Refusal wrong(String name, JsonNode value, String right) {
    return Call.wrong("the field " + name, value.toString(), right);
  }
}
