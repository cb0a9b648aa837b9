package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.port.Gate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Understands what agents of the Agent Client Protocol tell during a turn. */
final class AcpUpdates {
  /** A title that names a tool; servers of MCP tools may be called anything without a blank. */
  private static final Pattern TOOL = Pattern.compile("\\w+|mcp__\\S+");

  private final Narrator narrator;
  private final Meter meter;
  private final Map<String, Call> calls = new HashMap<>();
  private boolean broken;

  AcpUpdates(Narrator narrator, Meter meter) {
    this.narrator = narrator;
    this.meter = meter;
  }

  /** A tool that the helper uses; what is known of it comes bit by bit. */
  private static final class Call {
    private String name = "";
    private String kind = "";
    private String target = "";
    private List<String> places = List.of();

    void learn(JsonNode said) {
      name = first(Json.text(said, "name"), toolName(said), name);
      kind = first(Json.text(said, "kind"), kind);
      if (name.isEmpty() && TOOL.matcher(Json.text(said, "title")).matches()) {
        name = Json.text(said, "title");
      }
      List<String> locations = new ArrayList<>();
      said.path("locations").forEach(place -> locations.add(Json.text(place, "path")));
      if (!locations.isEmpty()) {
        places = List.copyOf(locations);
      }
      String place = kind.equals("execute") || places.isEmpty() ? "" : places.getFirst();
      target = first(ToolUse.target(said.path("rawInput")), place, target);
    }

    /** Gemini says the command line nowhere else than in the title. */
    void learnTitle(JsonNode said) {
      if (target.isEmpty()) {
        target = Json.text(said, "title");
      }
    }

    private static String toolName(JsonNode said) {
      String name = Json.text(said, "_meta", "toolName");
      return name.isEmpty() ? Json.text(said, "_meta", "claudeCode", "toolName") : name;
    }

    private static String first(String... texts) {
      for (String text : texts) {
        if (!text.isEmpty()) {
          return text;
        }
      }
      return "";
    }

    String tool() {
      return first(name, kind, "tool");
    }

    Gate.Kind gateKind() {
      return switch (kind) {
        case "read", "search" -> Gate.Kind.READ;
        case "edit", "delete", "move" -> Gate.Kind.WRITE;
        case "execute" -> Gate.Kind.RUN;
        default -> Gate.Kind.OTHER;
      };
    }
  }

  void hear(JsonNode update, Turn turn) {
    switch (Json.text(update, "sessionUpdate")) {
      case "agent_message_chunk" -> {
        turn.piece(Json.text(update, "messageId"), Json.text(update, "content", "text"));
        // Qwen says here what each call of the model consumed, and nowhere else.
        JsonNode usage = Json.at(update, "_meta", "usage");
        if (usage.isObject()) {
          meter.call(
              Json.number(usage, "inputTokens"),
              Json.number(usage, "outputTokens"),
              BigDecimal.ZERO);
        }
      }
      case "tool_call", "tool_call_update" -> toolCall(update, turn);
      case "usage_update" -> {
        String model = Json.text(update, "_meta", "_claude/model");
        if (!model.isEmpty()) {
          narrator.started(narrator.session(), model);
        }
        meter.session(0, 0, Meter.dollars(Json.at(update, "cost", "amount")));
      }
      case "session_info_update" -> {
        String status = Json.text(update, "_meta", "codex", "threadStatus", "type");
        if (!status.isEmpty()) {
          broken = status.equals("systemError") || (broken && status.equals("idle"));
        }
      }
      default -> {
        // Plans, thoughts and titles decide nothing.
      }
    }
  }

  /** Says whether its model failed: codex calls that a good end, and says the error in words. */
  boolean isBroken() {
    return broken;
  }

  private void toolCall(JsonNode update, Turn turn) {
    String id = Json.text(update, "toolCallId");
    Call call = learn(id, update);
    String status = Json.text(update, "status");
    boolean over = status.equals("completed") || status.equals("failed");
    if (over) {
      call.learnTitle(update);
    }
    if (over || status.equals("in_progress") || !call.target.isEmpty()) {
      turn.toolStarted(id, call.tool(), call.target);
    }
    if (over) {
      String output = Json.content(update.path("content"));
      if (output.isEmpty()) {
        JsonNode raw = update.path("rawOutput");
        output = raw.isString() ? raw.asString("") : Json.text(raw, "output");
      }
      turn.toolEnded(id, status.equals("completed"), output);
      calls.remove(id);
    }
  }

  private Call learn(String id, JsonNode said) {
    Call call = calls.computeIfAbsent(id, _ -> new Call());
    call.learn(said);
    return call;
  }

  /** It asks about a tool, of which it may have said nothing before. */
  void asked(JsonNode toolCall, Turn turn) {
    String id = Json.text(toolCall, "toolCallId");
    Call call = learn(id, toolCall);
    call.learnTitle(toolCall);
    turn.toolStarted(id, call.tool(), call.target);
  }

  /** Returns what a request for permission is about: each place of its, or its one target. */
  List<Gate.Request> requests(JsonNode toolCall) {
    Call call = learn(Json.text(toolCall, "toolCallId"), toolCall);
    Gate.Kind kind = call.gateKind();
    boolean files = kind == Gate.Kind.READ || kind == Gate.Kind.WRITE;
    if (!files || call.places.isEmpty()) {
      return List.of(new Gate.Request(call.tool(), call.target, kind));
    }
    return call.places.stream().map(place -> new Gate.Request(call.tool(), place, kind)).toList();
  }

  /**
   * Returns the answer to a request for permission: for this once, where there is such a choice.
   */
  static ObjectNode outcome(JsonNode options, boolean allowed) {
    String once = allowed ? "allow_once" : "reject_once";
    String always = allowed ? "allow_always" : "reject_always";
    for (String kind : List.of(once, always)) {
      for (JsonNode option : options) {
        if (Json.text(option, "kind").equals(kind)) {
          return Json.object()
              .put("outcome", "selected")
              .put("optionId", Json.text(option, "optionId"));
        }
      }
    }
    return Json.object().put("outcome", "cancelled");
  }

  /** Returns where the model of a new session is chosen, if it is an option of the session. */
  static Optional<JsonNode> modelOption(JsonNode made) {
    for (JsonNode option : made.path("configOptions")) {
      if (Json.text(option, "category").equals("model")
          || Json.text(option, "id").equals("model")) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }
}
