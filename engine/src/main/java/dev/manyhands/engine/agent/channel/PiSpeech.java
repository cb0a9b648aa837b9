package dev.manyhands.engine.agent.channel;

import tools.jackson.databind.node.ObjectNode;

/** {@code pi --mode json}. */
final class PiSpeech implements Speech {
  private final PiFrames frames;

  PiSpeech(PiFrames frames) {
    this.frames = frames;
  }

  @Override
  public void begin() {
    frames.begin();
  }

  @Override
  public void hear(ObjectNode frame, Turn turn) {
    frames.hear(frame, turn);
  }

  @Override
  public boolean end(Turn turn) {
    return frames.stopReason().equals("stop");
  }
}
