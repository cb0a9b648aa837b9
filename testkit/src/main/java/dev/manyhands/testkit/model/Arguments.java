package dev.manyhands.testkit.model;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Arguments of a tool, named as its schema names them. */
final class Arguments {
  static final List<String> PATH =
      List.of("file_path", "filePath", "path", "absolute_path", "filename");
  static final List<String> CONTENT = List.of("content", "contents", "text", "file_text");
  private static final List<String> OLD =
      List.of("old_string", "oldString", "oldText", "old_text", "old_str", "old");
  private static final List<String> NEW =
      List.of("new_string", "newString", "newText", "new_text", "new_str", "new");
  private static final List<String> COMMAND = List.of("command", "cmd", "script");

  private final Tool tool;
  private final ObjectNode values = Json.object();

  Arguments(Tool tool) {
    this.tool = tool;
  }

  /** Sets the first of these names that the schema has, or the first of all if it has none. */
  Arguments put(List<String> names, String value) {
    values.put(name(names), value);
    return this;
  }

  Arguments replacing(String old, String replacement) {
    if (properties().has("edits")) {
      JsonNode edit = properties().path("edits").path("items").path("properties");
      values
          .putArray("edits")
          .addObject()
          .put(name(OLD, edit), old)
          .put(name(NEW, edit), replacement);
      return this;
    }
    return put(OLD, old).put(NEW, replacement);
  }

  Arguments command(String command) {
    String name = name(COMMAND);
    if (Json.string(properties().path(name), "type").equals("array")) {
      values.putArray(name).add("bash").add("-c").add(command);
    } else {
      values.put(name, command);
    }
    return this;
  }

  /** Fills in what else the schema requires. */
  Toolbox.Choice choice() {
    for (JsonNode required : tool.schema().path("required")) {
      String name = required.asString();
      if (!values.has(name)) {
        values.set(name, SampleJson.of(properties().path(name)));
      }
    }
    return new Toolbox.Choice(tool, values);
  }

  private String name(List<String> names) {
    return name(names, properties());
  }

  private static String name(List<String> names, JsonNode properties) {
    return names.stream().filter(properties::has).findFirst().orElse(names.getFirst());
  }

  private JsonNode properties() {
    return tool.schema().path("properties");
  }
}
