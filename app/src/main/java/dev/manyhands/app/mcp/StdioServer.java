package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Serves one main agent over two streams. */
public final class StdioServer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Repositories repositories;
  private final String version;

  /**
   * Starts nothing yet.
   *
   * @param version of the product, for the client
   */
  public StdioServer(Repositories repositories, String version) {
    this.repositories = repositories;
    this.version = version;
  }

  /**
   * Serves until the input ends; calls that wait then return at once, and all are answered.
   *
   * @param out nobody else may write to it
   */
  public void serve(InputStream in, OutputStream out) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    StdioTransport transport = new StdioTransport(new BufferedInputStream(in), out);
    Connection connection = new Connection(repositories);
    McpSyncServer server =
        new Server(repositories, version)
            .start(McpServer.sync(transport), _ -> connection, () -> ended.getCount() == 0);
    try {
      transport.serve();
    } catch (IOException e) {
      throw ManyhandsException.external("standard input cannot be read: " + e.getMessage(), "", e);
    } finally {
      ended.countDown();
      transport.drain(PATIENCE);
      server.close();
    }
  }
}
