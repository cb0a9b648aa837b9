package dev.manyhands.engine.agent.channel;

import tools.jackson.databind.JsonNode;

/**
 * Understands what happens in a turn of Codex, whose two channels say the same in different
 * spellings: {@code commandExecution} here is {@code command_execution} there.
 */
final class CodexItems {

  void started(JsonNode item, Turn turn) {
    if (isTool(item)) {
      turn.toolStarted(id(item), tool(item), target(item));
    }
  }

  void completed(JsonNode item, Turn turn) {
    String type = type(item);
    if (type.equals("agentMessage")) {
      turn.said(Json.text(item, "text"));
    } else if (isTool(item)) {
      turn.toolStarted(id(item), tool(item), target(item));
      turn.toolEnded(id(item), isOk(item), output(item));
    }
    // An item of type error is a warning.
  }

  /** Returns an error in words. */
  static String error(JsonNode error) {
    String message = Json.text(error, "message");
    String more = Json.text(error, "additionalDetails");
    return more.isEmpty() || message.contains(more) ? message : message + " (" + more + ")";
  }

  private static boolean isTool(JsonNode item) {
    return switch (type(item)) {
      case "commandExecution", "fileChange", "mcpToolCall", "dynamicToolCall", "webSearch" -> true;
      default -> false;
    };
  }

  private static String type(JsonNode item) {
    return camel(Json.text(item, "type"));
  }

  private static String camel(String word) {
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }

  private static String id(JsonNode item) {
    return Json.text(item, "id");
  }

  private static String tool(JsonNode item) {
    return switch (type(item)) {
      case "commandExecution" -> "shell";
      case "fileChange" -> "apply_patch";
      case "webSearch" -> "web_search";
      default -> Json.text(item, "tool");
    };
  }

  private static String target(JsonNode item) {
    return switch (type(item)) {
      case "commandExecution" -> ToolUse.words(item.path("command"));
      case "fileChange" -> {
        StringBuilder paths = new StringBuilder();
        item.path("changes")
            .forEach(c -> paths.append(paths.isEmpty() ? "" : " ").append(Json.text(c, "path")));
        yield paths.toString();
      }
      case "webSearch" -> Json.text(item, "query");
      default -> ToolUse.target(item.path("arguments"));
    };
  }

  private static boolean isOk(JsonNode item) {
    JsonNode code = item.has("exitCode") ? item.path("exitCode") : item.path("exit_code");
    String status = Json.text(item, "status");
    return (status.isEmpty() || status.equals("completed")) && code.asInt(0) == 0;
  }

  private static String output(JsonNode item) {
    String output = Json.text(item, "aggregatedOutput");
    return output.isEmpty() ? Json.text(item, "aggregated_output") : output;
  }
}
