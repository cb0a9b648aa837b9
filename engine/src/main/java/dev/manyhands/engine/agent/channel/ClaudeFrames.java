package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.agent.profile.UsageScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Understands the messages of {@code claude} and {@code qwen}. */
final class ClaudeFrames {
  /** The tool itself would go on for minutes. */
  private static final int REFUSED_LOGINS = 2;

  private final Narrator narrator;
  private final Meter meter;
  private final UsageScope scope;
  private final boolean askable;
  private final Set<String> counted = new HashSet<>();

  /**
   * Creates one.
   *
   * @param askable whether somebody answers requests for permission; if nobody does, a denied one
   *     is a task not done
   */
  ClaudeFrames(Narrator narrator, Meter meter, UsageScope scope, boolean askable) {
    this.narrator = narrator;
    this.meter = meter;
    this.scope = scope;
    this.askable = askable;
  }

  /** Takes in a message; returns whether the turn is over. */
  boolean hear(ObjectNode frame, Turn turn) {
    return switch (Json.text(frame, "type")) {
      case "system" -> system(frame, turn);
      case "assistant" -> {
        assistant(frame, turn);
        yield false;
      }
      case "user" -> {
        results(Json.at(frame, "message", "content"), turn);
        yield false;
      }
      case "result" -> {
        result(frame, turn);
        yield true;
      }
      default -> false;
    };
  }

  private boolean system(ObjectNode frame, Turn turn) {
    switch (Json.text(frame, "subtype")) {
      case "init" -> narrator.started(Json.text(frame, "session_id"), Json.text(frame, "model"));
      case "api_retry" -> {
        long status = Json.number(frame, "error_status");
        String detail = "%d %s".formatted(status, Json.text(frame, "error"));
        turn.retrying(detail, Duration.ofMillis(Json.number(frame, "retry_delay_ms")));
        if ((status == 401 || status == 403) && Json.number(frame, "attempt") >= REFUSED_LOGINS) {
          turn.failed("the provider refuses its login: " + detail, true);
          return true;
        }
      }
      default -> {
        // Hooks, compaction and the like decide nothing.
      }
    }
    return false;
  }

  private void assistant(ObjectNode frame, Turn turn) {
    JsonNode message = frame.path("message");
    boolean error =
        Json.flag(frame, "is_api_error_message")
            || Json.text(message, "model").equals("<synthetic>");
    if (error) {
      return; // The result says the same.
    }
    for (JsonNode block : message.path("content")) {
      switch (Json.text(block, "type")) {
        case "text" -> {
          if (Json.at(frame, "parent_tool_use_id").asString("").isEmpty()) {
            turn.said(Json.text(block, "text"));
          }
        }
        case "tool_use" ->
            turn.toolStarted(
                Json.text(block, "id"),
                Json.text(block, "name"),
                ToolUse.target(block.path("input")));
        default -> {
          // Thoughts.
        }
      }
    }
    if (Json.text(message, "stop_reason").equals("refusal")) {
      turn.refused();
    }
    count(message);
  }

  /** The result has the truth; until then, one message in several frames is counted once. */
  private void count(JsonNode message) {
    JsonNode usage = message.path("usage");
    if (input(usage) > 0 && counted.add(Json.text(message, "id"))) {
      meter.call(input(usage), Json.number(usage, "output_tokens"), BigDecimal.ZERO);
    }
  }

  private long input(JsonNode usage) {
    // Of qwen's figures the cached ones are a part.
    return scope == UsageScope.SESSION
        ? Json.number(usage, "input_tokens")
        : Json.number(usage, "input_tokens")
            + Json.number(usage, "cache_creation_input_tokens")
            + Json.number(usage, "cache_read_input_tokens");
  }

  private static void results(JsonNode content, Turn turn) {
    for (JsonNode block : content) {
      if (Json.text(block, "type").equals("tool_result")) {
        turn.toolEnded(
            Json.text(block, "tool_use_id"),
            !Json.flag(block, "is_error"),
            Json.content(block.path("content")));
      }
    }
  }

  private void result(ObjectNode frame, Turn turn) {
    JsonNode usage = frame.path("usage");
    long output = Json.number(usage, "output_tokens");
    switch (scope) {
      case TURN -> meter.turn(input(usage), output, BigDecimal.ZERO);
      case SESSION -> meter.session(input(usage), output, BigDecimal.ZERO);
    }
    // Of the whole session, whatever the tokens are of.
    meter.session(0, 0, Meter.dollars(frame.path("total_cost_usd")));
    JsonNode structured = frame.path("structured_output");
    if (!structured.isMissingNode() && !structured.isNull()) {
      turn.result(structured.toString());
    }
    String text = Json.text(frame, "result");
    String reason = Json.text(frame, "terminal_reason");
    String subtype = Json.text(frame, "subtype");
    boolean error = Json.flag(frame, "is_error") || subtype.startsWith("error");
    if (reason.startsWith("aborted") || (error && isCancelled(frame))) {
      turn.interrupted();
    } else if (reason.equals("max_turns") || subtype.equals("error_max_turns")) {
      turn.failed("it reached its limit of turns", false);
    } else if (error) {
      turn.failed(error(frame, text));
    } else if (Json.text(frame, "stop_reason").equals("refusal")) {
      turn.refused();
    } else {
      turn.message(text);
      denials(frame, turn);
    }
  }

  private static boolean isCancelled(ObjectNode frame) {
    return Json.text(frame, "error", "message").equals("Operation cancelled.");
  }

  private static String error(ObjectNode frame, String text) {
    long status = Json.number(frame, "api_error_status");
    String message = text;
    if (message.isBlank()) {
      message = Json.text(frame, "error", "message");
    }
    if (message.isBlank()) {
      message = Json.text(frame.path("errors").path(0));
    }
    if (message.isBlank()) {
      message = Json.text(frame, "subtype");
    }
    return status == 0 || message.contains(Long.toString(status))
        ? message
        : "%d: %s".formatted(status, message);
  }

  private void denials(ObjectNode frame, Turn turn) {
    JsonNode last = null;
    for (JsonNode denial : frame.path("permission_denials")) {
      last = denial;
    }
    if (last != null && !askable) {
      String target = ToolUse.target(last.path("tool_input"));
      turn.denied("%s %s".formatted(Json.text(last, "tool_name"), target).strip());
    }
  }
}
