package dev.manyhands.app.mcp;

import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;

/** Tells a client how far a call is; the protocol wants each figure to be larger than the last. */
final class IncreasingProgress implements ToolCall.Progress {
  private static final long STEPS = 1000;

  private final McpSyncServerExchange exchange;
  private final Object token;
  private long lastDone = -1;
  private long within;

  IncreasingProgress(McpSyncServerExchange exchange, Object token) {
    this.exchange = exchange;
    this.token = token;
  }

  @Override
  public void at(long done, long total, String line) {
    // Between two ends of tasks it creeps on, so that the client sees that somebody is alive.
    within = done > lastDone ? 0 : Math.min(within + 1, STEPS - 1);
    if (done < lastDone || (done == lastDone && within == STEPS - 1)) {
      return;
    }
    lastDone = done;
    exchange.progressNotification(
        ProgressNotification.builder(token, done + (double) within / STEPS)
            .total((double) total)
            .message(line)
            .build());
  }
}
