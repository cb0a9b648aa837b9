package dev.manyhands.testkit.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's Chat Completions, which most other providers and local servers speak too. */
record ChatCompletions() implements Dialect {
  @Override
  public boolean accepts(Incoming incoming) {
    return incoming.method().equals("POST") && incoming.path().endsWith("/chat/completions");
  }

  @Override
  public Conversation read(Incoming incoming) {
    JsonNode body = incoming.body();
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      JsonNode function = tool.path("function");
      tools.add(Tool.function(Json.string(function, "name"), function.path("parameters")));
    }
    StringBuilder system = new StringBuilder();
    List<Entry> entries = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      String text = Dialect.texts(message.path("content"));
      switch (Json.string(message, "role")) {
        case "system", "developer" -> system.append(text).append('\n');
        case "assistant" -> entries.add(new Entry.Answered());
        case "tool" -> entries.add(new Entry.Returned());
        default -> entries.add(new Entry.Said(text));
      }
    }
    return new Conversation(
        Json.string(body, "model"),
        body.path("stream").asBoolean(false),
        tools,
        system.toString(),
        entries,
        body.path("response_format").path("json_schema").path("schema"),
        Sessions.of(incoming));
  }

  @Override
  public ObjectNode whole(Reply reply) {
    ObjectNode message = Json.object().put("role", "assistant");
    String text = text(reply);
    if (text.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", text);
    }
    for (Reply.Piece piece : reply.pieces()) {
      if (piece instanceof Reply.Piece.Use use) {
        ObjectNode call = message.withArray("tool_calls").addObject();
        call.put("id", "call_" + use.id()).put("type", "function");
        call.putObject("function").put("name", use.tool().name()).put("arguments", use.written());
      }
    }
    ObjectNode completion = completion(reply, "chat.completion");
    completion
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .put("finish_reason", finishReason(reply))
        .set("message", message);
    return completion.set("usage", usage(reply.usage()));
  }

  @Override
  public List<String> frames(Reply reply) {
    List<String> frames = new ArrayList<>();
    frames.add(delta(reply, Json.object().put("role", "assistant").put("content", "")));
    int index = 0;
    for (Reply.Piece piece : reply.pieces()) {
      switch (piece) {
        case Reply.Piece.Text(String text) -> {
          for (String chunk : Reply.chunks(text)) {
            frames.add(delta(reply, Json.object().put("content", chunk)));
          }
        }
        case Reply.Piece.Use use -> {
          ObjectNode call = Json.object().put("index", index).put("id", "call_" + use.id());
          call.put("type", "function");
          call.putObject("function").put("name", use.tool().name()).put("arguments", "");
          frames.add(delta(reply, calls(call)));
          for (String chunk : Reply.chunks(use.written())) {
            ObjectNode more = Json.object().put("index", index);
            more.putObject("function").put("arguments", chunk);
            frames.add(delta(reply, calls(more)));
          }
          index++;
        }
      }
    }
    ObjectNode end = completion(reply, "chat.completion.chunk");
    ObjectNode choice = end.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", finishReason(reply)).putObject("delta");
    frames.add(Dialect.frame(end));
    ObjectNode usage = completion(reply, "chat.completion.chunk");
    usage.putArray("choices");
    frames.add(Dialect.frame(usage.set("usage", usage(reply.usage()))));
    frames.add("data: [DONE]\n\n");
    return frames;
  }

  @Override
  public ObjectNode error(int status, String message, Optional<Duration> retryAfter) {
    return openAiError(status, message);
  }

  static ObjectNode openAiError(int status, String message) {
    ObjectNode error = Json.object();
    ObjectNode inner = error.putObject("error").put("message", message);
    switch (status) {
      case 401 -> inner.put("type", "invalid_request_error").put("code", "invalid_api_key");
      case 429 -> inner.put("type", "requests").put("code", "rate_limit_exceeded");
      default -> inner.put("type", status < 500 ? "invalid_request_error" : "server_error");
    }
    return error;
  }

  private static String text(Reply reply) {
    StringBuilder text = new StringBuilder();
    for (Reply.Piece piece : reply.pieces()) {
      if (piece instanceof Reply.Piece.Text(String each)) {
        text.append(each);
      }
    }
    return text.toString();
  }

  private static ObjectNode calls(ObjectNode call) {
    ObjectNode delta = Json.object();
    delta.putArray("tool_calls").add(call);
    return delta;
  }

  private static String delta(Reply reply, ObjectNode delta) {
    ObjectNode chunk = completion(reply, "chat.completion.chunk");
    chunk
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .putNull("finish_reason")
        .set("delta", delta);
    return Dialect.frame(chunk);
  }

  private static ObjectNode completion(Reply reply, String object) {
    return Json.object()
        .put("id", "chatcmpl-" + reply.id())
        .put("object", object)
        .put("created", 0)
        .put("model", reply.model());
  }

  private static String finishReason(Reply reply) {
    return reply.asks() ? "tool_calls" : "stop";
  }

  private static ObjectNode usage(Usage usage) {
    ObjectNode node =
        Json.object()
            .put("prompt_tokens", usage.read())
            .put("completion_tokens", usage.output())
            .put("total_tokens", usage.read() + usage.output());
    node.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
    return node;
  }
}
