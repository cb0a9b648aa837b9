package dev.manyhands.app.mcp;

import com.sun.net.httpserver.HttpExchange;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves many main agents over HTTP. Whoever passes requests on has judged whether they may ask.
 */
public final class HttpServing implements AutoCloseable {
  private final HttpTransport transport = new HttpTransport();
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final McpSyncServer server;
  private volatile boolean ending;

  /**
   * Starts to serve.
   *
   * @param version of the product, for clients
   */
  public HttpServing(Repositories repositories, String version) {
    server =
        new Server(repositories, version)
            .start(
                McpServer.sync(transport),
                session -> {
                  connections.keySet().removeIf(known -> !transport.knows(known));
                  return connections.computeIfAbsent(session, _ -> new Connection(repositories));
                },
                () -> ending);
  }

  /** Answers a request. */
  public void handle(HttpExchange exchange) throws IOException {
    transport.handle(exchange);
  }

  @Override
  public void close() {
    ending = true;
    server.close();
  }
}
