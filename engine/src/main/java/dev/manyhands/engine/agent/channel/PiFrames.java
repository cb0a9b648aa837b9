package dev.manyhands.engine.agent.channel;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Understands the events of {@code pi}, whose exit code says nothing. */
final class PiFrames {
  private final Narrator narrator;
  private final Meter meter;
  private String stopReason = "";

  PiFrames(Narrator narrator, Meter meter) {
    this.narrator = narrator;
    this.meter = meter;
  }

  /** A turn begins. */
  void begin() {
    stopReason = "";
  }

  /** Returns why the last answer ended. */
  String stopReason() {
    return stopReason;
  }

  void hear(ObjectNode frame, Turn turn) {
    switch (Json.text(frame, "type")) {
      case "session" -> narrator.started(Json.text(frame, "id"), narrator.model());
      case "message_end" -> message(frame.path("message"), turn);
      case "tool_execution_start" ->
          turn.toolStarted(
              Json.text(frame, "toolCallId"),
              Json.text(frame, "toolName"),
              ToolUse.target(frame.path("args")));
      case "tool_execution_end" ->
          turn.toolEnded(
              Json.text(frame, "toolCallId"),
              !Json.flag(frame, "isError"),
              Json.content(Json.at(frame, "result", "content")));
      case "auto_retry_start" -> {
        turn.recovered();
        turn.retrying(
            Json.text(frame, "errorMessage"), Duration.ofMillis(Json.number(frame, "delayMs")));
      }
      case "auto_retry_end" -> {
        if (!Json.flag(frame, "success")) {
          turn.failed(Json.text(frame, "finalError"));
        }
      }
      default -> {
        // Pieces decide nothing.
      }
    }
  }

  private void message(JsonNode message, Turn turn) {
    if (!Json.text(message, "role").equals("assistant")) {
      return;
    }
    narrator.started(narrator.session(), Json.text(message, "model"));
    JsonNode usage = message.path("usage");
    meter.call(
        Json.number(usage, "input")
            + Json.number(usage, "cacheRead")
            + Json.number(usage, "cacheWrite"),
        Json.number(usage, "output"),
        Meter.dollars(Json.at(usage, "cost", "total")));
    stopReason = Json.text(message, "stopReason");
    String text = Json.content(message.path("content"));
    switch (stopReason) {
      case "error" -> turn.failed(Json.text(message, "errorMessage"));
      case "length" -> turn.failed("its answer was cut off: it is too long", false);
      case "aborted" -> turn.interrupted();
      default -> {
        turn.recovered();
        turn.said(text);
      }
    }
  }
}
