package dev.manyhands.app.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One client over two streams: a JSON message a line. Beyond what the SDK's own transport does, it
 * answers a line that is no message with an error and goes on, bounds the length of a line, and
 * when the input ends it lets the calls that are under way give their answers.
 */
final class StdioTransport implements McpServerTransportProvider, McpServerTransport {
  private static final int LONGEST_LINE = 32 << 20;

  private final InputStream in;
  private final OutputStream out;
  private final ReentrantLock writing = new ReentrantLock();

  /** A party for each message that is being handled, and one for the reader. */
  private final Phaser underWay = new Phaser(1);

  private @Nullable McpServerSession session;

  StdioTransport(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(this);
  }

  /** Serves until the input ends; then {@link #drain} waits for what is under way. */
  void serve() throws IOException {
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      boolean more = readLine(line);
      if (line.size() > LONGEST_LINE) {
        refuse("a message has at most %d bytes".formatted(LONGEST_LINE));
      } else if (line.size() > 0) {
        handle(line.toString(StandardCharsets.UTF_8));
      }
      if (!more) {
        return;
      }
    }
  }

  /**
   * Reads a line, of what is too long no more than what shows that.
   *
   * @return whether there may be another one
   */
  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return true;
      }
      if (line.size() <= LONGEST_LINE) {
        line.write(b);
      }
    }
    return false;
  }

  private void handle(String line) {
    if (line.isBlank()) {
      return;
    }
    JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(Server.JSON, line);
    } catch (IOException | RuntimeException e) {
      refuse("this line is no JSON-RPC message");
      return;
    }
    underWay.register();
    Objects.requireNonNull(session)
        .handle(message)
        .doFinally(_ -> underWay.arriveAndDeregister())
        .subscribe(
            _ -> {},
            e -> LoggerFactory.getLogger(StdioTransport.class).warn("a message failed", e));
  }

  private void refuse(String why) {
    writeLine(
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
            .formatted(McpSchema.ErrorCodes.PARSE_ERROR, why));
  }

  /** Waits until what has been read is answered, for so long at the most. */
  void drain(Duration patience) throws InterruptedException {
    int phase = underWay.arriveAndDeregister();
    try {
      underWay.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LoggerFactory.getLogger(StdioTransport.class).debug("calls are still under way", e);
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(
        () -> {
          try {
            writeLine(Server.JSON.writeValueAsString(message));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void writeLine(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    writing.lock();
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      // The client has gone; the end of the input tells, too.
      LoggerFactory.getLogger(StdioTransport.class).debug("nobody reads", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return Server.JSON.convertValue(data, type);
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return Objects.requireNonNull(session).sendNotification(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public void close() {
    // The streams belong to the process.
  }
}
