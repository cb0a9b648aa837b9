package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.port.TurnEnd;

/** The tool can no longer be talked to; says how the turn ends by that. */
final class ChannelLost extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient TurnEnd.Failed end;

  ChannelLost(TurnEnd.Failed end) {
    super(end.reason());
    this.end = end;
  }

  TurnEnd.Failed end() {
    return end;
  }
}
