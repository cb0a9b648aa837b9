package dev.manyhands.testkit.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's Messages. */
record Anthropic() implements Dialect {
  @Override
  public boolean accepts(Incoming incoming) {
    return incoming.method().equals("POST") && incoming.path().endsWith("/messages");
  }

  @Override
  public Conversation read(Incoming incoming) {
    JsonNode body = incoming.body();
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      tools.add(Tool.function(Json.string(tool, "name"), tool.path("input_schema")));
    }
    List<Entry> entries = new ArrayList<>();
    StringBuilder system = new StringBuilder(Dialect.texts(body.path("system")));
    for (JsonNode message : body.path("messages")) {
      JsonNode content = message.path("content");
      switch (Json.string(message, "role")) {
        case "assistant" -> entries.add(new Entry.Answered());
        case "system" -> system.append('\n').append(Dialect.texts(content));
        default -> {
          for (JsonNode part : content) {
            if (Json.string(part, "type").equals("tool_result")) {
              entries.add(new Entry.Returned());
            }
          }
          String said = Dialect.texts(content);
          if (!said.isEmpty() || Dialect.isReply(entries)) {
            entries.add(new Entry.Said(said));
          }
        }
      }
    }
    JsonNode schema = body.path("output_config").path("format").path("schema");
    return new Conversation(
        Json.string(body, "model"),
        body.path("stream").asBoolean(false),
        tools,
        system.toString(),
        entries,
        schema.isMissingNode() ? body.path("output_format").path("schema") : schema,
        Sessions.of(incoming));
  }

  @Override
  public ObjectNode whole(Reply reply) {
    ObjectNode message = message(reply);
    ArrayNode content = message.putArray("content");
    for (Reply.Piece piece : reply.pieces()) {
      switch (piece) {
        case Reply.Piece.Text(String text) ->
            content.addObject().put("type", "text").put("text", text);
        case Reply.Piece.Use use -> content.add(toolUse(use).set("input", use.arguments()));
      }
    }
    message.put("stop_reason", stopReason(reply));
    message.set("usage", usage(reply.usage(), reply.usage().output()));
    return message;
  }

  @Override
  public List<String> frames(Reply reply) {
    List<String> frames = new ArrayList<>();
    ObjectNode start = message(reply);
    start.putArray("content");
    start.putNull("stop_reason");
    start.set("usage", usage(reply.usage(), 1));
    frames.add(Dialect.named(event("message_start").set("message", start)));
    int index = 0;
    for (Reply.Piece piece : reply.pieces()) {
      ObjectNode block =
          switch (piece) {
            case Reply.Piece.Text _ -> Json.object().put("type", "text").put("text", "");
            case Reply.Piece.Use use -> {
              ObjectNode empty = toolUse(use);
              empty.putObject("input");
              yield empty;
            }
          };
      frames.add(
          Dialect.named(
              event("content_block_start").put("index", index).set("content_block", block)));
      for (ObjectNode delta : deltas(piece)) {
        frames.add(
            Dialect.named(event("content_block_delta").put("index", index).set("delta", delta)));
      }
      frames.add(Dialect.named(event("content_block_stop").put("index", index)));
      index++;
    }
    ObjectNode end = event("message_delta");
    end.putObject("delta").put("stop_reason", stopReason(reply)).putNull("stop_sequence");
    end.set("usage", usage(reply.usage(), reply.usage().output()));
    frames.add(Dialect.named(end));
    frames.add(Dialect.named(event("message_stop")));
    return frames;
  }

  @Override
  public ObjectNode error(int status, String message, Optional<Duration> retryAfter) {
    String type =
        switch (status) {
          case 400 -> "invalid_request_error";
          case 401 -> "authentication_error";
          case 403 -> "permission_error";
          case 404 -> "not_found_error";
          case 429 -> "rate_limit_error";
          case 529 -> "overloaded_error";
          default -> "api_error";
        };
    ObjectNode error = Json.object().put("type", "error");
    error.putObject("error").put("type", type).put("message", message);
    return error;
  }

  private static List<ObjectNode> deltas(Reply.Piece piece) {
    return switch (piece) {
      case Reply.Piece.Text(String text) ->
          Reply.chunks(text).stream()
              .map(each -> Json.object().put("type", "text_delta").put("text", each))
              .toList();
      case Reply.Piece.Use use ->
          Reply.chunks(use.written()).stream()
              .map(each -> Json.object().put("type", "input_json_delta").put("partial_json", each))
              .toList();
    };
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private static ObjectNode message(Reply reply) {
    return Json.object()
        .put("id", "msg_" + reply.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", reply.model())
        .putNull("stop_sequence");
  }

  private static ObjectNode toolUse(Reply.Piece.Use use) {
    return Json.object()
        .put("type", "tool_use")
        .put("id", "toolu_" + use.id())
        .put("name", use.tool().name());
  }

  private static String stopReason(Reply reply) {
    return reply.asks() ? "tool_use" : "end_turn";
  }

  private static ObjectNode usage(Usage usage, long output) {
    return Json.object()
        .put("input_tokens", usage.input())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", usage.cached())
        .put("output_tokens", output);
  }
}
