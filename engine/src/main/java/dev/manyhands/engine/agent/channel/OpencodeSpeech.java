package dev.manyhands.engine.agent.channel;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code opencode run --format json}: it has no last event, but a last step. */
final class OpencodeSpeech implements Speech {
  private final Narrator narrator;
  private final Meter meter;
  private final Set<String> counted = new HashSet<>();
  private String lastStep = "";

  OpencodeSpeech(Narrator narrator, Meter meter) {
    this.narrator = narrator;
    this.meter = meter;
  }

  @Override
  public void begin() {
    lastStep = "";
  }

  @Override
  public void hear(ObjectNode frame, Turn turn) {
    String session = Json.text(frame, "sessionID");
    if (!session.isEmpty()) {
      narrator.started(session, "");
    }
    JsonNode part = frame.path("part");
    switch (Json.text(frame, "type")) {
      case "text" -> turn.said(Json.text(part, "text"));
      case "tool_use" -> tool(part, turn);
      case "step_start" -> lastStep = "";
      case "step_finish" -> step(part, turn);
      case "error" -> turn.failed(error(frame.path("error")));
      default -> {
        // Thoughts.
      }
    }
  }

  /** It says of a tool only that it has ended. */
  private static void tool(JsonNode part, Turn turn) {
    JsonNode state = part.path("state");
    String id = Json.text(part, "callID");
    boolean ok = Json.text(state, "status").equals("completed");
    turn.toolStarted(id, Json.text(part, "tool"), ToolUse.target(state.path("input")));
    turn.toolEnded(id, ok, Json.text(state, ok ? "output" : "error"));
  }

  private static String error(JsonNode error) {
    String message = Json.text(error, "data", "message");
    long status = Json.number(error, "data", "statusCode");
    String prefix = status == 0 || message.contains(Long.toString(status)) ? "" : status + ": ";
    return prefix + (message.isEmpty() ? Json.text(error, "name") : message);
  }

  private void step(JsonNode part, Turn turn) {
    lastStep = Json.text(part, "reason");
    if (counted.add(Json.text(part, "id"))) {
      JsonNode tokens = part.path("tokens");
      meter.call(
          Json.number(tokens, "input")
              + Json.number(tokens, "cache", "read")
              + Json.number(tokens, "cache", "write"),
          Json.number(tokens, "output") + Json.number(tokens, "reasoning"),
          Meter.dollars(part.path("cost")));
    }
    switch (lastStep) {
      case "content-filter" -> turn.refused();
      case "length" -> turn.failed("its answer was cut off: it is too long", false);
      case "error" -> turn.failed("the model failed");
      default -> {
        // It goes on, or is done.
      }
    }
  }

  @Override
  public boolean end(Turn turn) {
    return lastStep.equals("stop");
  }
}
