package dev.manyhands.testkit.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's generateContent. */
record Gemini() implements Dialect {
  private static final Pattern PATH =
      Pattern.compile(".*/models/([^/:]+):(generateContent|streamGenerateContent)");

  @Override
  public boolean accepts(Incoming incoming) {
    return incoming.method().equals("POST") && PATH.matcher(incoming.path()).matches();
  }

  @Override
  public Conversation read(Incoming incoming) {
    JsonNode body = incoming.body();
    Matcher path = PATH.matcher(incoming.path());
    if (!path.matches()) {
      throw new IllegalArgumentException("no model in " + incoming.path());
    }
    List<Tool> tools = new ArrayList<>();
    for (JsonNode group : body.path("tools")) {
      for (JsonNode tool : group.path("functionDeclarations")) {
        JsonNode schema = tool.path("parametersJsonSchema");
        tools.add(
            Tool.function(
                Json.string(tool, "name"),
                schema.isMissingNode() ? tool.path("parameters") : schema));
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode content : body.path("contents")) {
      if (Json.string(content, "role").equals("model")) {
        entries.add(new Entry.Answered());
      } else {
        if (content.path("parts").valueStream().anyMatch(part -> part.has("functionResponse"))) {
          entries.add(new Entry.Returned());
        }
        String text = Dialect.texts(content.path("parts"));
        if (!text.isEmpty() || Dialect.isReply(entries)) {
          entries.add(new Entry.Said(text));
        }
      }
    }
    JsonNode generation = body.path("generationConfig");
    JsonNode schema = generation.path("responseJsonSchema");
    return new Conversation(
        path.group(1),
        path.group(2).equals("streamGenerateContent"),
        tools,
        Dialect.texts(body.path("systemInstruction").path("parts")),
        entries,
        schema.isMissingNode() ? generation.path("responseSchema") : schema,
        Sessions.of(incoming));
  }

  @Override
  public ObjectNode whole(Reply reply) {
    ArrayNode parts = Json.array();
    for (Reply.Piece piece : reply.pieces()) {
      parts.add(
          switch (piece) {
            case Reply.Piece.Text(String text) -> Json.object().put("text", text);
            case Reply.Piece.Use use -> functionCall(use);
          });
    }
    return last(reply, parts);
  }

  @Override
  public List<String> frames(Reply reply) {
    List<String> frames = new ArrayList<>();
    for (Reply.Piece piece : reply.pieces()) {
      switch (piece) {
        case Reply.Piece.Text(String text) -> {
          for (String chunk : Reply.chunks(text)) {
            frames.add(
                Dialect.frame(content(reply, Json.array().add(Json.object().put("text", chunk)))));
          }
        }
        case Reply.Piece.Use use ->
            frames.add(Dialect.frame(content(reply, Json.array().add(functionCall(use)))));
      }
    }
    frames.add(Dialect.frame(last(reply, Json.array().add(Json.object().put("text", "")))));
    return frames;
  }

  @Override
  public ObjectNode error(int status, String message, Optional<Duration> retryAfter) {
    String name =
        switch (status) {
          case 400 -> "INVALID_ARGUMENT";
          case 401 -> "UNAUTHENTICATED";
          case 403 -> "PERMISSION_DENIED";
          case 404 -> "NOT_FOUND";
          case 429 -> "RESOURCE_EXHAUSTED";
          case 503 -> "UNAVAILABLE";
          default -> "INTERNAL";
        };
    ObjectNode error = Json.object();
    ObjectNode inner = error.putObject("error").put("code", status);
    inner.put("message", message).put("status", name);
    retryAfter.ifPresent(
        wait ->
            inner
                .putArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                .put("retryDelay", wait.toSeconds() + "s"));
    return error;
  }

  private static ObjectNode functionCall(Reply.Piece.Use use) {
    ObjectNode part = Json.object();
    part.putObject("functionCall")
        .put("id", "call_" + use.id())
        .put("name", use.tool().name())
        .set("args", use.arguments());
    return part;
  }

  private static ObjectNode content(Reply reply, ArrayNode parts) {
    ObjectNode response =
        Json.object().put("responseId", reply.id()).put("modelVersion", reply.model());
    ObjectNode candidate = response.putArray("candidates").addObject().put("index", 0);
    candidate.putObject("content").put("role", "model").set("parts", parts);
    return response;
  }

  private static ObjectNode last(Reply reply, ArrayNode parts) {
    ObjectNode response = content(reply, parts);
    ((ObjectNode) response.path("candidates").path(0)).put("finishReason", "STOP");
    Usage usage = reply.usage();
    response
        .putObject("usageMetadata")
        .put("promptTokenCount", usage.read())
        .put("cachedContentTokenCount", usage.cached())
        .put("candidatesTokenCount", usage.output())
        .put("totalTokenCount", usage.read() + usage.output());
    return response;
  }
}
