package dev.manyhands.engine.agent.channel;

import dev.manyhands.core.plan.Brief;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code codex exec --json}. */
final class CodexSpeech implements Speech {
  private final Narrator narrator;
  private final Meter meter;
  private final Brief brief;
  private final CodexItems items = new CodexItems();
  private boolean over;

  CodexSpeech(Narrator narrator, Meter meter, Brief brief) {
    this.narrator = narrator;
    this.meter = meter;
    this.brief = brief;
  }

  @Override
  public void begin() {
    over = false;
  }

  @Override
  public void hear(ObjectNode frame, Turn turn) {
    switch (Json.text(frame, "type")) {
      case "thread.started" ->
          narrator.started(Json.text(frame, "thread_id"), brief.model().orElse(""));
      case "item.started" -> items.started(frame.path("item"), turn);
      case "item.completed" -> items.completed(frame.path("item"), turn);
      case "error" -> turn.retrying(Json.text(frame, "message"), null);
      case "turn.failed" -> {
        over = true;
        turn.failed(Json.text(frame, "error", "message"));
      }
      case "turn.completed" -> {
        over = true;
        JsonNode usage = frame.path("usage");
        // Of the whole thread.
        meter.session(
            Json.number(usage, "input_tokens"),
            Json.number(usage, "output_tokens"),
            BigDecimal.ZERO);
      }
      default -> {
        // Beginnings and plans decide nothing.
      }
    }
  }

  @Override
  public boolean end(Turn turn) {
    if (over && brief.schema().isPresent()) {
      turn.result(turn.message());
    }
    return over;
  }
}
