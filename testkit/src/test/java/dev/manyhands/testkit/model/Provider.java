package dev.manyhands.testkit.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client's side of each dialect, written apart from the server's. */
enum Provider {
  ANTHROPIC {
    @Override
    URI address(ScriptedModel model, boolean streamed) {
      return URI.create(model.anthropic() + "/v1/messages?beta=true");
    }

    @Override
    ObjectNode request(List<String> talk, List<String> tools, boolean streamed) {
      ObjectNode body = Json.object().put("model", "m").put("max_tokens", 100);
      body.put("stream", streamed);
      ArrayNode messages = body.putArray("messages");
      for (int i = 0; i < talk.size(); i++) {
        messages.addObject().put("role", ROLES.get(i % 2)).put("content", talk.get(i));
      }
      for (String tool : tools) {
        body.withArray("tools").addObject().put("name", tool).set("input_schema", SCHEMA);
      }
      return body;
    }

    @Override
    Heard heard(JsonNode answer) {
      StringBuilder text = new StringBuilder();
      List<String> calls = new ArrayList<>();
      for (JsonNode block : answer.path("content")) {
        text.append(Json.string(block, "text"));
        if (Json.string(block, "type").equals("tool_use")) {
          calls.add(Json.string(block, "name") + Json.text(block.path("input")));
        }
      }
      return new Heard(text.toString(), calls, answer.path("usage").path("output_tokens").asInt());
    }

    @Override
    Heard heard(List<JsonNode> events) {
      StringBuilder text = new StringBuilder();
      List<String> calls = new ArrayList<>();
      StringBuilder call = new StringBuilder();
      int tokens = 0;
      for (JsonNode event : events) {
        JsonNode delta = event.path("delta");
        switch (Json.string(event, "type")) {
          case "content_block_start" -> {
            call.setLength(0);
            call.append(Json.string(event.path("content_block"), "name"));
          }
          case "content_block_delta" -> {
            text.append(Json.string(delta, "text"));
            call.append(Json.string(delta, "partial_json"));
          }
          case "content_block_stop" -> {
            if (!call.isEmpty()) {
              calls.add(call.toString());
            }
          }
          case "message_delta" -> tokens = event.path("usage").path("output_tokens").asInt();
          default -> {}
        }
      }
      return new Heard(text.toString(), calls, tokens);
    }
  },

  CHAT_COMPLETIONS {
    @Override
    URI address(ScriptedModel model, boolean streamed) {
      return URI.create(model.openAi() + "/chat/completions");
    }

    @Override
    ObjectNode request(List<String> talk, List<String> tools, boolean streamed) {
      ObjectNode body = Json.object().put("model", "m").put("stream", streamed);
      ArrayNode messages = body.putArray("messages");
      for (int i = 0; i < talk.size(); i++) {
        messages.addObject().put("role", ROLES.get(i % 2)).put("content", talk.get(i));
      }
      for (String tool : tools) {
        ObjectNode entry = body.withArray("tools").addObject().put("type", "function");
        entry.putObject("function").put("name", tool).set("parameters", SCHEMA);
      }
      return body;
    }

    @Override
    Heard heard(JsonNode answer) {
      JsonNode message = answer.path("choices").path(0).path("message");
      List<String> calls = new ArrayList<>();
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path("function");
        calls.add(Json.string(function, "name") + Json.string(function, "arguments"));
      }
      return new Heard(
          Json.string(message, "content"),
          calls,
          answer.path("usage").path("completion_tokens").asInt());
    }

    @Override
    Heard heard(List<JsonNode> events) {
      StringBuilder text = new StringBuilder();
      List<String> calls = new ArrayList<>();
      int tokens = 0;
      for (JsonNode event : events) {
        JsonNode delta = event.path("choices").path(0).path("delta");
        text.append(Json.string(delta, "content"));
        for (JsonNode call : delta.path("tool_calls")) {
          JsonNode function = call.path("function");
          int index = call.path("index").asInt();
          if (index == calls.size()) {
            calls.add(Json.string(function, "name"));
          }
          calls.set(index, calls.get(index) + Json.string(function, "arguments"));
        }
        tokens = Math.max(tokens, event.path("usage").path("completion_tokens").asInt(0));
      }
      return new Heard(text.toString(), calls, tokens);
    }
  },

  RESPONSES {
    @Override
    URI address(ScriptedModel model, boolean streamed) {
      return URI.create(model.openAi() + "/responses");
    }

    @Override
    ObjectNode request(List<String> talk, List<String> tools, boolean streamed) {
      ObjectNode body = Json.object().put("model", "m").put("stream", streamed);
      ArrayNode input = body.putArray("input");
      for (int i = 0; i < talk.size(); i++) {
        ObjectNode message = input.addObject().put("type", "message");
        message.put("role", ROLES.get(i % 2));
        message.putArray("content").addObject().put("type", "input_text").put("text", talk.get(i));
      }
      for (String tool : tools) {
        body.withArray("tools")
            .addObject()
            .put("type", "function")
            .put("name", tool)
            .set("parameters", SCHEMA);
      }
      return body;
    }

    @Override
    Heard heard(JsonNode answer) {
      StringBuilder text = new StringBuilder();
      List<String> calls = new ArrayList<>();
      for (JsonNode item : answer.path("output")) {
        text.append(Json.string(item.path("content").path(0), "text"));
        if (Json.string(item, "type").equals("function_call")) {
          calls.add(Json.string(item, "name") + Json.string(item, "arguments"));
        }
      }
      return new Heard(text.toString(), calls, answer.path("usage").path("output_tokens").asInt());
    }

    @Override
    Heard heard(List<JsonNode> events) {
      StringBuilder text = new StringBuilder();
      List<String> calls = new ArrayList<>();
      StringBuilder call = new StringBuilder();
      int tokens = 0;
      for (JsonNode event : events) {
        switch (Json.string(event, "type")) {
          case "response.output_text.delta" -> text.append(Json.string(event, "delta"));
          case "response.output_item.added" -> {
            call.setLength(0);
            call.append(Json.string(event.path("item"), "name"));
          }
          case "response.function_call_arguments.delta" -> call.append(Json.string(event, "delta"));
          case "response.function_call_arguments.done" -> calls.add(call.toString());
          case "response.completed" ->
              tokens = event.path("response").path("usage").path("output_tokens").asInt();
          default -> {}
        }
      }
      return new Heard(text.toString(), calls, tokens);
    }
  },

  GEMINI {
    @Override
    URI address(ScriptedModel model, boolean streamed) {
      String method = streamed ? ":streamGenerateContent?alt=sse" : ":generateContent";
      return URI.create(model.gemini() + "/v1beta/models/m" + method);
    }

    @Override
    ObjectNode request(List<String> talk, List<String> tools, boolean streamed) {
      ObjectNode body = Json.object();
      ArrayNode contents = body.putArray("contents");
      for (int i = 0; i < talk.size(); i++) {
        ObjectNode content = contents.addObject().put("role", i % 2 == 0 ? "user" : "model");
        content.putArray("parts").addObject().put("text", talk.get(i));
      }
      if (!tools.isEmpty()) {
        ArrayNode declared = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (String tool : tools) {
          declared.addObject().put("name", tool).set("parameters", SCHEMA);
        }
      }
      return body;
    }

    @Override
    Heard heard(JsonNode answer) {
      return heard(List.of(answer));
    }

    @Override
    Heard heard(List<JsonNode> events) {
      StringBuilder text = new StringBuilder();
      List<String> calls = new ArrayList<>();
      int tokens = 0;
      for (JsonNode event : events) {
        for (JsonNode part : event.path("candidates").path(0).path("content").path("parts")) {
          text.append(Json.string(part, "text"));
          JsonNode call = part.path("functionCall");
          if (call.isObject()) {
            calls.add(Json.string(call, "name") + Json.text(call.path("args")));
          }
        }
        tokens =
            Math.max(tokens, event.path("usageMetadata").path("candidatesTokenCount").asInt(0));
      }
      return new Heard(text.toString(), calls, tokens);
    }
  };

  private static final List<String> ROLES = List.of("user", "assistant");
  private static final JsonNode SCHEMA =
      Json.read(
          """
          {"type": "object", "required": ["file_path", "content", "reason"],
           "properties": {"file_path": {"type": "string"}, "content": {"type": "string"},
                          "command": {"type": "string"}, "reason": {"type": "string"}}}\
          """);

  /** What a client understood: the text, each call as its name and arguments, the tokens. */
  record Heard(String text, List<String> calls, int outputTokens) {}

  abstract URI address(ScriptedModel model, boolean streamed);

  /**
   * Returns a request.
   *
   * @param talk what was said so far, by user and model in turn
   */
  abstract ObjectNode request(List<String> talk, List<String> tools, boolean streamed);

  abstract Heard heard(JsonNode answer);

  abstract Heard heard(List<JsonNode> events);
}
