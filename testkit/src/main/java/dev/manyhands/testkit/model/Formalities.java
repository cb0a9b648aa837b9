package dev.manyhands.testkit.model;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Answers what tools ask around a conversation: whether anybody is there, models, token counts. */
final class Formalities {
  private static final String MODEL = "scripted";

  private Formalities() {}

  static void answer(Incoming incoming, Wire wire) throws IOException {
    String path = incoming.path();
    if (path.endsWith("/count_tokens")) {
      wire.json(200, Map.of(), Json.object().put("input_tokens", tokens(incoming)));
    } else if (path.endsWith(":countTokens")) {
      wire.json(200, Map.of(), Json.object().put("totalTokens", tokens(incoming)));
    } else if (incoming.method().equals("GET") && path.endsWith("/models")) {
      wire.json(200, Map.of(), path.contains("v1beta") ? geminiModels() : models());
    } else if (path.equals("/")) {
      wire.json(200, Map.of(), Json.object().put("scripted", true));
    } else {
      String message = "the scripted model has nothing at " + incoming.method() + " " + path;
      wire.json(404, Map.of(), ChatCompletions.openAiError(404, message));
    }
  }

  private static int tokens(Incoming incoming) {
    return Json.text(incoming.body()).length() / 4 + 1;
  }

  /** The listing of Anthropic and OpenAI in one. */
  private static ObjectNode models() {
    ObjectNode list = Json.object().put("object", "list").put("has_more", false);
    list.putArray("data")
        .addObject()
        .put("id", MODEL)
        .put("type", "model")
        .put("object", "model")
        .put("display_name", MODEL)
        .put("created_at", "2026-01-01T00:00:00Z")
        .put("created", 0)
        .put("owned_by", MODEL);
    return list;
  }

  private static ObjectNode geminiModels() {
    ObjectNode list = Json.object();
    list.putArray("models")
        .addObject()
        .put("name", "models/" + MODEL)
        .put("displayName", MODEL)
        .putArray("supportedGenerationMethods")
        .add("generateContent");
    return list;
  }
}
