package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.agent.profile.Channel;
import tools.jackson.databind.node.ObjectNode;

/** Understands what a one-shot tool prints. */
interface Speech {

  /** A process begins to speak. */
  default void begin() {}

  /** Takes in an object. */
  void hear(ObjectNode frame, Turn turn);

  /** Takes in a line that is no object; returns whether that is what the tool speaks. */
  default boolean text(String line) {
    return false;
  }

  /** The process has ended; returns whether it had said all that it says in a complete turn. */
  boolean end(Turn turn);

  static Speech of(Channel.Dialect dialect, Launch launch, Narrator narrator, Meter meter) {
    return switch (dialect) {
      case CLAUDE ->
          new ClaudeSpeech(new ClaudeFrames(narrator, meter, launch.profile().usage(), false));
      case CODEX -> new CodexSpeech(narrator, meter, launch.assignment().brief());
      case GEMINI -> new GeminiSpeech(narrator, meter);
      case OPENCODE -> new OpencodeSpeech(narrator, meter);
      case PI -> new PiSpeech(new PiFrames(narrator, meter));
      case TEXT -> new PlainSpeech();
    };
  }
}
