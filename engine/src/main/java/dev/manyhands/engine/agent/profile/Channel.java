package dev.manyhands.engine.agent.profile;

/** How to talk to a tool. */
public sealed interface Channel {

  /** One process for all turns, that hears and speaks lines of JSON. */
  enum Live implements Channel {
    /** Messages and control requests, as {@code claude} and {@code qwen} have them. */
    STREAM_JSON(true, false),
    /** The JSON-RPC of {@code codex app-server}. */
    CODEX_APP_SERVER(true, true),
    /** The commands and events of {@code pi --mode rpc}; it never asks for permission. */
    PI_RPC(false, false),
    /** The Agent Client Protocol (agentclientprotocol.com). */
    ACP(true, false);

    private final boolean asks;
    private final boolean takesSchema;

    Live(boolean asks, boolean takesSchema) {
      this.asks = asks;
      this.takesSchema = takesSchema;
    }

    boolean asks() {
      return asks;
    }

    boolean takesSchema() {
      return takesSchema;
    }
  }

  /**
   * A process for each turn. Its prompt is an argument or, where the arguments have no place for
   * it, its standard input; later turns name the session.
   *
   * @param dialect what it prints
   */
  record OneShot(Dialect dialect) implements Channel {}

  /** What a one-shot tool prints. */
  enum Dialect {
    /** {@code claude -p --output-format stream-json}, and {@code qwen}. */
    CLAUDE,
    /** {@code codex exec --json}. */
    CODEX,
    /** {@code gemini --output-format stream-json}. */
    GEMINI,
    /** {@code opencode run --format json}. */
    OPENCODE,
    /** {@code pi --mode json}. */
    PI,
    /** Text, the last of which is the message. */
    TEXT
  }
}
