package dev.manyhands.app.mcp;

import com.sun.net.httpserver.HttpExchange;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Messages as Server-Sent Events of one answer. Safe for any thread. */
final class EventStream implements McpStreamableServerTransport {
  private static final long HEARTBEAT_SECONDS = 15;

  private final HttpExchange exchange;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean begun;

  EventStream(HttpExchange exchange) {
    this.exchange = exchange;
  }

  void begin() throws IOException {
    lock.lock();
    try {
      if (!begun) {
        begun = true;
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the client has gone or the stream is closed; a heartbeat tells which. */
  void holdOpen() {
    try {
      while (!closed.await(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
        write(": still here\n\n");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      close(); // The client has gone.
    }
  }

  private void write(String text) throws IOException {
    begin();
    lock.lock();
    try {
      exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return sendMessage(message, null);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String id) {
    return Mono.fromRunnable(
        () -> {
          try {
            String event = "event: message\ndata: " + Server.JSON.writeValueAsString(message);
            write((id == null ? "" : "id: " + id + "\n") + event + "\n\n");
          } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return Server.JSON.convertValue(data, type);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }

  @Override
  public void close() {
    closed.countDown();
    lock.lock();
    try {
      exchange.close();
    } finally {
      lock.unlock();
    }
  }
}
