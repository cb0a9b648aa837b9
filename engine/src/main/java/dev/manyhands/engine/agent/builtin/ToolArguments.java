package dev.manyhands.engine.agent.builtin;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the model gives a tool.
 *
 * @param json an object
 */
record ToolArguments(JsonNode json) {

  static ToolArguments parse(String text) throws IOException {
    try {
      JsonNode json = JsonMapper.shared().readTree(text.isBlank() ? "{}" : text);
      if (json.isObject()) {
        return new ToolArguments(json);
      }
    } catch (JacksonException e) {
      throw new IOException("the arguments are not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IOException("the arguments must be an object");
  }

  String text(String name) throws IOException {
    JsonNode value = json.path(name);
    if (!value.isString()) {
      throw new IOException("the argument '" + name + "' is missing, or no text");
    }
    return value.stringValue();
  }

  String text(String name, String standard) throws IOException {
    return json.path(name).isMissingNode() || json.path(name).isNull() ? standard : text(name);
  }

  int number(String name, int standard, int most) {
    return Math.clamp(json.path(name).asInt(standard), 1, most);
  }

  boolean flag(String name) {
    return json.path(name).asBoolean(false);
  }
}
