package dev.manyhands.app.mcp;

import java.util.function.BooleanSupplier;

/**
 * One call of a tool.
 *
 * @param progress where to say how far it is, while it waits
 * @param ending says whether the client has gone, so that waiting has no use any more
 */
record ToolCall(
    Arguments arguments, Connection connection, Progress progress, BooleanSupplier ending) {

  /** Hears how far a call is. */
  @FunctionalInterface
  interface Progress {
    /** Takes how many of how many are done, and a line about it. */
    void at(long done, long total, String line);
  }

  /** Returns the run that it is about. */
  RunView view() throws InterruptedException {
    return connection.view(arguments);
  }
}
