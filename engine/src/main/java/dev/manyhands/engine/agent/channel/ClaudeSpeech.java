package dev.manyhands.engine.agent.channel;

import tools.jackson.databind.node.ObjectNode;

/** {@code claude -p --output-format stream-json}; the last message is the result. */
final class ClaudeSpeech implements Speech {
  private final ClaudeFrames frames;
  private boolean over;

  ClaudeSpeech(ClaudeFrames frames) {
    this.frames = frames;
  }

  @Override
  public void begin() {
    over = false;
  }

  @Override
  public void hear(ObjectNode frame, Turn turn) {
    over |= frames.hear(frame, turn);
  }

  @Override
  public boolean end(Turn turn) {
    return over;
  }
}
