package dev.manyhands.engine.agent.channel;

import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON-RPC 2.0 with a tool, in lines. Belongs to one thread, except for {@link #notify}, {@link
 * #request}, {@link #answer} and {@link #refuse}.
 */
final class JsonRpc {
  private static final int UNKNOWN_METHOD = -32601;

  private final Wire wire;
  private final Listener listener;
  private final AtomicLong ids = new AtomicLong();

  JsonRpc(Wire wire, Listener listener) {
    this.wire = wire;
    this.listener = listener;
  }

  /** Hears what the tool says by itself. */
  interface Listener {
    /** It tells something. */
    void told(String method, JsonNode params);

    /**
     * It asks something.
     *
     * @return whether it will be answered; if not, it is told that there is no such method
     */
    boolean asked(JsonNode id, String method, JsonNode params);
  }

  /** The tool answers with an error. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(JsonNode error) {
      super(words(error));
    }

    String words() {
      return String.valueOf(getMessage());
    }

    private static String words(JsonNode error) {
      String message = Json.text(error, "message");
      JsonNode data = error.path("data");
      String more = data.isString() ? data.asString("") : Json.text(data, "details");
      long code = Json.number(error, "code");
      // Codes of JSON-RPC itself say nothing to people; others are the provider's.
      String prefix = code > 0 && !message.contains(Long.toString(code)) ? code + ": " : "";
      return prefix + message + (more.isEmpty() ? "" : ": " + more);
    }
  }

  /** Asks the tool, and takes in what it says until it has answered. */
  JsonNode call(String method, ObjectNode params)
      throws Refusal, ChannelLost, InterruptedException {
    return await(request(method, params));
  }

  /** Takes in what the tool says until a request is answered. */
  JsonNode await(long id) throws Refusal, ChannelLost, InterruptedException {
    while (true) {
      ObjectNode frame = wire.next();
      if (isAnswer(frame) && Json.number(frame, "id") == id) {
        if (frame.has("error")) {
          throw new Refusal(frame.path("error"));
        }
        return frame.path("result");
      }
      hear(frame);
    }
  }

  /** Takes in one thing that the tool says. */
  void hearNext() throws ChannelLost, InterruptedException {
    hear(wire.next());
  }

  private void hear(ObjectNode frame) {
    String method = Json.text(frame, "method");
    if (method.isEmpty()) {
      return; // A late answer, to something that nobody waits for.
    }
    JsonNode params = frame.path("params");
    if (!frame.has("id")) {
      listener.told(method, params);
    } else if (!listener.asked(frame.path("id"), method, params)) {
      refuse(frame.path("id"), UNKNOWN_METHOD, "Method not found");
    }
  }

  private static boolean isAnswer(ObjectNode frame) {
    return frame.has("id") && !frame.has("method");
  }

  /** Sends a request; returns its number. */
  long request(String method, ObjectNode params) {
    long id = ids.incrementAndGet();
    wire.send(frame().put("id", id).put("method", method).set("params", params));
    return id;
  }

  void notify(String method, ObjectNode params) {
    wire.send(frame().put("method", method).set("params", params));
  }

  void answer(JsonNode id, ObjectNode result) {
    ObjectNode frame = frame();
    frame.set("id", id);
    frame.set("result", result);
    wire.send(frame);
  }

  void refuse(JsonNode id, int code, String message) {
    ObjectNode frame = frame();
    frame.set("id", id);
    frame.set("error", Json.object().put("code", code).put("message", message));
    wire.send(frame);
  }

  private static ObjectNode frame() {
    return Json.object().put("jsonrpc", "2.0");
  }
}
