package dev.manyhands.engine.agent.channel;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gemini --output-format stream-json}. */
final class GeminiSpeech implements Speech {
  private final Narrator narrator;
  private final Meter meter;
  private boolean over;

  GeminiSpeech(Narrator narrator, Meter meter) {
    this.narrator = narrator;
    this.meter = meter;
  }

  @Override
  public void begin() {
    over = false;
  }

  @Override
  public void hear(ObjectNode frame, Turn turn) {
    switch (Json.text(frame, "type")) {
      case "init" -> narrator.started(Json.text(frame, "session_id"), Json.text(frame, "model"));
      case "message" -> {
        if (Json.text(frame, "role").equals("assistant")) {
          turn.piece("", Json.text(frame, "content"));
        }
      }
      case "tool_use" ->
          turn.toolStarted(
              Json.text(frame, "tool_id"),
              Json.text(frame, "tool_name"),
              ToolUse.target(frame.path("parameters")));
      case "tool_result" -> toolResult(frame, turn);
      case "error" -> turn.retrying(Json.text(frame, "message"), null);
      case "result" -> result(frame, turn);
      default -> {
        // Nothing else decides anything.
      }
    }
  }

  private static void toolResult(ObjectNode frame, Turn turn) {
    String output = Json.text(frame, "output");
    String error = Json.text(frame, "error", "message");
    turn.toolEnded(
        Json.text(frame, "tool_id"),
        Json.text(frame, "status").equals("success"),
        output.isEmpty() ? error : output);
  }

  private void result(ObjectNode frame, Turn turn) {
    over = true;
    JsonNode stats = frame.path("stats");
    meter.turn(
        Json.number(stats, "input_tokens"), Json.number(stats, "output_tokens"), BigDecimal.ZERO);
    if (!Json.text(frame, "status").equals("success")) {
      String error = Json.text(frame, "error", "message");
      turn.failed(error.isEmpty() ? Json.text(frame, "error") : error);
    }
  }

  @Override
  public boolean end(Turn turn) {
    return over;
  }
}
