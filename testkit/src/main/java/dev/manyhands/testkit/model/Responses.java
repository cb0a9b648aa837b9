package dev.manyhands.testkit.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's Responses. */
record Responses() implements Dialect {
  @Override
  public boolean accepts(Incoming incoming) {
    return incoming.method().equals("POST") && incoming.path().endsWith("/responses");
  }

  @Override
  public Conversation read(Incoming incoming) {
    JsonNode body = incoming.body();
    List<Tool> tools = new ArrayList<>();
    addTools(body.path("tools"), "", tools);
    StringBuilder system = new StringBuilder(Json.string(body, "instructions"));
    List<Entry> entries = new ArrayList<>();
    JsonNode input = body.path("input");
    if (input.isString()) {
      entries.add(new Entry.Said(input.stringValue()));
    } else {
      for (JsonNode item : input) {
        addEntry(item, system, entries);
      }
    }
    return new Conversation(
        Json.string(body, "model"),
        body.path("stream").asBoolean(false),
        tools,
        system.toString(),
        entries,
        body.path("text").path("format").path("schema"),
        Sessions.of(incoming));
  }

  private static void addTools(JsonNode from, String group, List<Tool> tools) {
    for (JsonNode tool : from) {
      String name = Json.string(tool, "name");
      switch (Json.string(tool, "type")) {
        case "function" -> tools.add(new Tool(name, false, group, tool.path("parameters")));
        case "custom" -> tools.add(new Tool(name, true, group, tool.path("format")));
        case "namespace" -> addTools(tool.path("tools"), name, tools);
        default -> {
          // A tool of the provider's own, such as a web search: the script has no use for it.
        }
      }
    }
  }

  private static void addEntry(JsonNode item, StringBuilder system, List<Entry> entries) {
    String type = Json.string(item, "type");
    if (type.isEmpty() || type.equals("message")) {
      String text = Dialect.texts(item.path("content"));
      switch (Json.string(item, "role")) {
        case "assistant" -> entries.add(new Entry.Answered());
        case "system", "developer" -> system.append('\n').append(text);
        default -> entries.add(new Entry.Said(text));
      }
    } else if (type.endsWith("_output")) {
      entries.add(new Entry.Returned());
    } else {
      entries.add(new Entry.Answered());
    }
  }

  @Override
  public ObjectNode whole(Reply reply) {
    ObjectNode response = response(reply, "completed");
    ArrayNode output = response.putArray("output");
    int index = 0;
    for (Reply.Piece piece : reply.pieces()) {
      output.add(item(reply, piece, index++, "completed"));
    }
    return response.set("usage", usage(reply.usage()));
  }

  @Override
  public List<String> frames(Reply reply) {
    Stream stream = new Stream();
    ObjectNode created = response(reply, "in_progress");
    created.putArray("output");
    stream.add("response.created").set("response", created);
    stream.add("response.in_progress").set("response", created);
    int index = 0;
    for (Reply.Piece piece : reply.pieces()) {
      ObjectNode whole = item(reply, piece, index, "completed");
      String id = Json.string(whole, "id");
      stream
          .add("response.output_item.added")
          .put("output_index", index)
          .set("item", item(reply, begun(piece), index, "in_progress"));
      switch (piece) {
        case Reply.Piece.Text(String text) -> {
          stream
              .in("response.content_part.added", id, index)
              .put("content_index", 0)
              .set("part", outputText(""));
          for (String chunk : Reply.chunks(text)) {
            stream
                .in("response.output_text.delta", id, index)
                .put("content_index", 0)
                .put("delta", chunk);
          }
          stream
              .in("response.output_text.done", id, index)
              .put("content_index", 0)
              .put("text", text);
          stream
              .in("response.content_part.done", id, index)
              .put("content_index", 0)
              .set("part", outputText(text));
        }
        case Reply.Piece.Use use -> {
          boolean free = use.tool().freeForm();
          String event =
              free ? "response.custom_tool_call_input" : "response.function_call_arguments";
          for (String chunk : Reply.chunks(use.written())) {
            stream.in(event + ".delta", id, index).put("delta", chunk);
          }
          stream.in(event + ".done", id, index).put(free ? "input" : "arguments", use.written());
        }
      }
      stream.add("response.output_item.done").put("output_index", index).set("item", whole);
      index++;
    }
    stream.add("response.completed").set("response", whole(reply));
    return stream.frames();
  }

  @Override
  public ObjectNode error(int status, String message, Optional<Duration> retryAfter) {
    return ChatCompletions.openAiError(status, message);
  }

  /** The events of a stream, each with its number. */
  private static final class Stream {
    private final List<ObjectNode> events = new ArrayList<>();

    ObjectNode add(String type) {
      ObjectNode event = Json.object().put("type", type).put("sequence_number", events.size());
      events.add(event);
      return event;
    }

    ObjectNode in(String type, String item, int index) {
      return add(type).put("item_id", item).put("output_index", index);
    }

    List<String> frames() {
      return events.stream().map(Dialect::named).toList();
    }
  }

  private static Reply.Piece begun(Reply.Piece piece) {
    return switch (piece) {
      case Reply.Piece.Text _ -> new Reply.Piece.Text("");
      case Reply.Piece.Use use -> new Reply.Piece.Use(use.id(), use.tool(), Json.tree(""));
    };
  }

  private static ObjectNode item(Reply reply, Reply.Piece piece, int index, String status) {
    ObjectNode item = Json.object();
    switch (piece) {
      case Reply.Piece.Text(String text) -> {
        item.put("id", "msg_" + reply.id() + "_" + index).put("type", "message");
        item.put("status", status).put("role", "assistant");
        ArrayNode content = item.putArray("content");
        if (!text.isEmpty()) {
          content.add(outputText(text));
        }
      }
      case Reply.Piece.Use use -> {
        boolean free = use.tool().freeForm();
        item.put("id", (free ? "ctc_" : "fc_") + use.id());
        item.put("type", free ? "custom_tool_call" : "function_call");
        item.put("status", status).put("call_id", "call_" + use.id());
        item.put("name", use.tool().name());
        if (!use.tool().group().isEmpty()) {
          item.put("namespace", use.tool().group());
        }
        item.put(free ? "input" : "arguments", use.written());
      }
    }
    return item;
  }

  private static ObjectNode outputText(String text) {
    ObjectNode part = Json.object().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  private static ObjectNode response(Reply reply, String status) {
    ObjectNode response =
        Json.object()
            .put("id", "resp_" + reply.id())
            .put("object", "response")
            .put("created_at", 0)
            .put("status", status)
            .put("model", reply.model())
            .putNull("error")
            .putNull("incomplete_details")
            .put("parallel_tool_calls", true)
            .put("tool_choice", "auto");
    response.putArray("tools");
    return response;
  }

  private static ObjectNode usage(Usage usage) {
    ObjectNode node = Json.object().put("input_tokens", usage.read());
    node.putObject("input_tokens_details").put("cached_tokens", usage.cached());
    node.put("output_tokens", usage.output());
    node.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return node.put("total_tokens", usage.read() + usage.output());
  }
}
