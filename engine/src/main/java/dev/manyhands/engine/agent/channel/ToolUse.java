package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.port.Gate;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a tool of a helper's is used on, and what it does to it, as far as its name says. */
final class ToolUse {
  private static final List<String> TARGETS =
      List.of(
          "file_path",
          "filePath",
          "filepath",
          "path",
          "notebook_path",
          "absolute_path",
          "dir_path",
          "command",
          "cmd",
          "url",
          "pattern",
          "query",
          "description");

  private ToolUse() {}

  /** Returns the file, the command line or whatever else its input names; may be empty. */
  static String target(JsonNode input) {
    for (String name : TARGETS) {
      JsonNode value = input.path(name);
      if (value.isString()) {
        return value.asString("");
      }
      if (value.isArray()) {
        return words(value);
      }
    }
    return "";
  }

  /** Returns a command line, be it a text or a list of words. */
  static String words(JsonNode command) {
    if (!command.isArray()) {
      return command.asString("");
    }
    StringBuilder line = new StringBuilder();
    command.forEach(word -> line.append(line.isEmpty() ? "" : " ").append(word.asString("")));
    return line.toString();
  }

  /** Returns what a tool does, by its name. */
  static Gate.Kind kind(String tool) {
    String name = tool.toLowerCase(Locale.ROOT);
    if (has(name, "web", "fetch", "mcp", "todo")) {
      return Gate.Kind.OTHER;
    }
    if (has(name, "write", "edit", "patch", "replace", "create", "delete", "move")) {
      return Gate.Kind.WRITE;
    }
    if (has(name, "bash", "shell", "exec", "command", "terminal")) {
      return Gate.Kind.RUN;
    }
    if (has(name, "read", "glob", "grep", "search", "list", "view", "ls")) {
      return Gate.Kind.READ;
    }
    return Gate.Kind.OTHER;
  }

  private static boolean has(String name, String... parts) {
    for (String part : parts) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a request in words. */
  static String words(List<Gate.Request> requests) {
    Gate.Request first = requests.getFirst();
    return first.target().isEmpty() ? first.tool() : first.tool() + " " + first.target();
  }
}
