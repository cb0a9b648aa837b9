package dev.manyhands.engine.agent.channel;

import tools.jackson.databind.node.ObjectNode;

/** Text, the end of which is the message. */
final class PlainSpeech implements Speech {
  private static final int MOST = 16 * 1024;

  private final StringBuilder end = new StringBuilder();

  @Override
  public void begin() {
    end.setLength(0);
  }

  @Override
  public void hear(ObjectNode frame, Turn turn) {
    text(frame.toString());
  }

  @Override
  public boolean text(String line) {
    end.append(line).append('\n');
    if (end.length() > 2 * MOST) {
      end.delete(0, end.length() - MOST);
    }
    return true;
  }

  @Override
  public boolean end(Turn turn) {
    turn.said(end.substring(Math.max(0, end.length() - MOST)));
    return true;
  }
}
