package dev.manyhands.engine.agent.channel;

import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands and events of {@code pi --mode rpc}. */
public final class PiSession extends LiveSession {
  private final PiFrames frames;
  private final AtomicInteger commands = new AtomicInteger();

  /** Creates a session; its process starts with the first turn. */
  public PiSession(Launch launch) {
    super(launch);
    this.frames = new PiFrames(narrator(), meter());
  }

  @Override
  void greet(Turn turn) throws ChannelLost, InterruptedException {
    JsonNode state = await(send("get_state", Json.object()), turn).path("data");
    narrator().started(Json.text(state, "sessionId"), Json.text(state, "model", "id"));
  }

  @Override
  void work(String text, Turn turn) throws ChannelLost, InterruptedException {
    frames.begin();
    String id = send("prompt", Json.object().put("message", text));
    begun();
    while (true) {
      ObjectNode frame = wire().next();
      if (isAnswer(frame, id) && !Json.flag(frame, "success")) {
        turn.failed(Json.text(frame, "error"));
        return;
      }
      frames.hear(frame, turn);
      if (Json.text(frame, "type").equals("agent_end") && isOver(turn)) {
        return;
      }
    }
  }

  /**
   * After an error it may try again by itself, and says so only after the end: before it answers
   * anything else.
   */
  private boolean isOver(Turn turn) throws ChannelLost, InterruptedException {
    if (!frames.stopReason().equals("error")) {
      return true;
    }
    String id = send("get_state", Json.object());
    while (true) {
      ObjectNode frame = wire().next();
      frames.hear(frame, turn);
      switch (Json.text(frame, "type")) {
        case "auto_retry_start" -> {
          return false;
        }
        case "auto_retry_end" -> {
          return true;
        }
        default -> {
          if (isAnswer(frame, id)) {
            return true;
          }
        }
      }
    }
  }

  private ObjectNode await(String id, Turn turn) throws ChannelLost, InterruptedException {
    while (true) {
      ObjectNode frame = wire().next();
      if (isAnswer(frame, id)) {
        return frame;
      }
      frames.hear(frame, turn);
    }
  }

  private static boolean isAnswer(ObjectNode frame, String id) {
    return Json.text(frame, "type").equals("response") && Json.text(frame, "id").equals(id);
  }

  @Override
  void stop() {
    send("abort", Json.object());
  }

  private String send(String type, ObjectNode command) {
    String id = Integer.toString(commands.incrementAndGet());
    wire().send(command.put("id", id).put("type", type));
    return id;
  }
}
