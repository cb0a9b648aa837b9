package dev.manyhands.engine.agent.channel;

import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentEvent;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * What a session has consumed so far. Tools say it of a call, of a turn or of the whole session;
 * what is said of more wins over the sum of what was said of less, unless it is smaller.
 */
final class Meter {
  private final Narrator narrator;
  private Usage earlier = Usage.NONE;
  private Usage turn = Usage.NONE;
  private Usage session = Usage.NONE;
  private Usage told = Usage.NONE;

  Meter(Narrator narrator) {
    this.narrator = narrator;
  }

  /** One more call of the model. */
  void call(long input, long output, BigDecimal cost) {
    turn = turn.plus(usage(input, output, cost));
    tell();
  }

  /** All of this turn so far. */
  void turn(long input, long output, BigDecimal cost) {
    turn = turn.max(usage(input, output, cost));
    tell();
  }

  /** All of the session so far; zero where the tool does not say it. */
  void session(long input, long output, BigDecimal cost) {
    session = session.max(usage(input, output, cost));
    tell();
  }

  /** The turn is over. */
  void endTurn() {
    earlier = earlier.plus(turn);
    turn = Usage.NONE;
  }

  private void tell() {
    Usage now = earlier.plus(turn).max(session);
    if (!now.equals(told)) {
      told = now;
      narrator.tell(new AgentEvent.Consumed(now, narrator.model()));
    }
  }

  /** A tool's figures are not to be trusted. */
  private static Usage usage(long input, long output, BigDecimal cost) {
    return new Usage(
        Math.max(0, input), Math.max(0, output), cost.signum() < 0 ? BigDecimal.ZERO : cost);
  }

  /** Returns dollars, as tools say them: zero for what is no number. */
  static BigDecimal dollars(JsonNode node) {
    return node.isNumber() ? node.asDecimal(BigDecimal.ZERO) : BigDecimal.ZERO;
  }
}
