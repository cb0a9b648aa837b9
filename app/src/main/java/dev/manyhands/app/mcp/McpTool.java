package dev.manyhands.app.mcp;

/** Something that a main agent can ask for. */
interface McpTool {
  /** Returns its name, by which {@link Descriptions} knows it. */
  String name();

  /**
   * Does it.
   *
   * @throws dev.manyhands.core.ManyhandsException if it cannot be done; then nothing was changed
   */
  Answer call(ToolCall call) throws InterruptedException;
}
