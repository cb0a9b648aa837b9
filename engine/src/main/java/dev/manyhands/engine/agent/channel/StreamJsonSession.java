package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.port.Gate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stream of JSON messages with control requests, as {@code claude} and {@code qwen} have it.
 *
 * @see <a href="https://docs.claude.com/en/docs/claude-code/sdk">Claude Code SDK</a>
 */
public final class StreamJsonSession extends LiveSession {
  private static final String GREETING = "greeting";

  private final ClaudeFrames frames;
  private final AtomicInteger requests = new AtomicInteger();

  /** Creates a session; its process starts with the first turn. */
  public StreamJsonSession(Launch launch) {
    super(launch);
    this.frames = new ClaudeFrames(narrator(), meter(), launch.profile().usage(), true);
  }

  @Override
  void greet(Turn turn) throws ChannelLost, InterruptedException {
    request(GREETING, "initialize");
    while (true) {
      ObjectNode frame = wire().next();
      boolean answer = Json.text(frame, "type").equals("control_response");
      if (answer && Json.text(frame, "response", "request_id").equals(GREETING)) {
        if (Json.text(frame, "response", "subtype").equals("error")) {
          turn.failed("it refuses to begin: " + Json.text(frame, "response", "error"));
        }
        return;
      }
      if (hear(frame, turn)) {
        return;
      }
    }
  }

  @Override
  void work(String text, Turn turn) throws ChannelLost, InterruptedException {
    ObjectNode block = Json.object().put("type", "text").put("text", text);
    ObjectNode message = Json.object().put("role", "user");
    message.set("content", Json.array().add(block));
    ObjectNode frame = Json.object().put("type", "user").put("session_id", narrator().session());
    frame.set("message", message);
    frame.putNull("parent_tool_use_id");
    wire().send(frame);
    begun();
    while (!hear(wire().next(), turn)) {
      // All that it says until the turn is over.
    }
  }

  @Override
  void stop() {
    request("stop-" + requests.incrementAndGet(), "interrupt");
  }

  private void request(String id, String what) {
    ObjectNode frame = Json.object().put("type", "control_request").put("request_id", id);
    frame.set("request", Json.object().put("subtype", what));
    wire().send(frame);
  }

  private boolean hear(ObjectNode frame, Turn turn) {
    switch (Json.text(frame, "type")) {
      case "control_request" -> asked(frame, turn);
      case "control_cancel_request" -> permits().withdraw(Json.text(frame, "request_id"));
      default -> {
        return frames.hear(frame, turn);
      }
    }
    return false;
  }

  private void asked(ObjectNode frame, Turn turn) {
    String id = Json.text(frame, "request_id");
    JsonNode request = frame.path("request");
    if (!Json.text(request, "subtype").equals("can_use_tool")) {
      ObjectNode error = Json.object().put("subtype", "error").put("request_id", id);
      answer(error.put("error", "not supported: " + Json.text(request, "subtype")));
      return;
    }
    String tool = Json.text(request, "tool_name");
    JsonNode input = request.path("input");
    List<Gate.Request> requests =
        List.of(new Gate.Request(tool, ToolUse.target(input), ToolUse.kind(tool)));
    permits()
        .ask(
            id,
            requests,
            verdict -> {
              ObjectNode response = Json.object();
              if (verdict.allowed()) {
                response.put("behavior", "allow").set("updatedInput", input);
              } else {
                turn.denied(ToolUse.words(requests) + " (" + verdict.reason() + ")");
                response.put("behavior", "deny").put("message", verdict.reason());
              }
              ObjectNode success = Json.object().put("subtype", "success").put("request_id", id);
              success.set("response", response);
              answer(success);
            });
  }

  private void answer(ObjectNode response) {
    ObjectNode frame = Json.object().put("type", "control_response");
    frame.set("response", response);
    wire().send(frame);
  }
}
