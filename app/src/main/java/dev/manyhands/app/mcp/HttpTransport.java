package dev.manyhands.app.mcp;

import com.sun.net.httpserver.HttpExchange;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many clients over HTTP (the protocol's "streamable HTTP"): each request is answered with a stream
 * of events that ends with its response. Whether a request may be answered is settled before.
 */
final class HttpTransport implements McpStreamableServerTransportProvider {
  private static final int LARGEST_BODY = 32 << 20;
  private static final int MOST_SESSIONS = 1_000;

  private final Map<String, McpStreamableServerSession> sessions = new ConcurrentHashMap<>();
  private McpStreamableServerSession.@Nullable Factory factory;

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public void setSessionFactory(McpStreamableServerSession.Factory factory) {
    this.factory = factory;
  }

  /** Answers a request; each on a thread of its own. */
  void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> post(exchange);
      case "GET" -> listen(exchange);
      case "DELETE" -> delete(exchange);
      default -> {
        exchange.getResponseHeaders().set("Allow", "POST, GET, DELETE");
        refuse(exchange, 405, "only POST, GET and DELETE");
      }
    }
  }

  private void post(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      refuse(exchange, 413, "a message has at most %d bytes".formatted(LARGEST_BODY));
      return;
    }
    McpSchema.JSONRPCMessage message;
    try {
      message =
          McpSchema.deserializeJsonRpcMessage(
              Server.JSON, new String(body, StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      refuse(exchange, 400, "the body is no JSON-RPC message");
      return;
    }
    if (message instanceof JSONRPCRequest request
        && request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      initialize(exchange, request);
      return;
    }
    McpStreamableServerSession session = session(exchange);
    if (session == null) {
      return;
    }
    switch (message) {
      case JSONRPCRequest request -> {
        EventStream stream = new EventStream(exchange);
        session
            .responseStream(stream)
            .handle(request)
            .doOnError(
                e -> LoggerFactory.getLogger(HttpTransport.class).debug("a request failed", e))
            .onErrorComplete()
            .block();
        stream.close();
      }
      case JSONRPCNotification notification -> {
        session.accept(notification).block();
        exchange.sendResponseHeaders(202, -1);
      }
      case JSONRPCResponse response -> {
        session.accept(response).block();
        exchange.sendResponseHeaders(202, -1);
      }
      default -> refuse(exchange, 400, "this kind of message is not known");
    }
  }

  private void initialize(HttpExchange exchange, JSONRPCRequest request) throws IOException {
    if (sessions.size() >= MOST_SESSIONS) {
      refuse(exchange, 503, "there are %d sessions already".formatted(MOST_SESSIONS));
      return;
    }
    InitializeRequest asked =
        Server.JSON.convertValue(request.params(), new TypeRef<InitializeRequest>() {});
    McpStreamableServerSession.McpStreamableServerSessionInit begun =
        Objects.requireNonNull(factory).startSession(asked);
    McpSchema.InitializeResult result = begun.initResult().block();
    sessions.put(begun.session().getId(), begun.session());
    exchange.getResponseHeaders().set(HttpHeaders.MCP_SESSION_ID, begun.session().getId());
    json(
        exchange,
        200,
        Server.JSON.writeValueAsString(
            JSONRPCResponse.result(request.id(), Objects.requireNonNull(result))));
  }

  /** Keeps a stream open for what the server says unasked, for as long as the client listens. */
  private void listen(HttpExchange exchange) throws IOException {
    McpStreamableServerSession session = session(exchange);
    if (session == null) {
      return;
    }
    EventStream stream = new EventStream(exchange);
    stream.begin();
    McpStreamableServerSession.McpStreamableServerSessionStream listening =
        session.listeningStream(stream);
    try {
      stream.holdOpen();
    } finally {
      listening.close();
      stream.close();
    }
  }

  private void delete(HttpExchange exchange) throws IOException {
    McpStreamableServerSession session = session(exchange);
    if (session != null) {
      sessions.remove(session.getId());
      session.delete().onErrorComplete().block();
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /** Returns the session that a request belongs to; null when that has been refused. */
  private @Nullable McpStreamableServerSession session(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestHeaders().getFirst(HttpHeaders.MCP_SESSION_ID);
    if (id == null) {
      refuse(exchange, 400, "the header Mcp-Session-Id is missing; begin with 'initialize'");
      return null;
    }
    McpStreamableServerSession session = sessions.get(id);
    if (session == null) {
      refuse(exchange, 404, "there is no such session; begin with 'initialize'");
    }
    return session;
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    json(
        exchange,
        status,
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":%s}}"
            .formatted(McpSchema.ErrorCodes.INVALID_REQUEST, Server.JSON.writeValueAsString(why)));
  }

  private static void json(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().close();
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return Flux.fromIterable(sessions.values())
        .flatMap(session -> session.sendNotification(method, params).onErrorComplete())
        .then();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Flux.fromIterable(List.copyOf(sessions.values()))
        .flatMap(session -> session.closeGracefully().onErrorComplete())
        .then(Mono.fromRunnable(sessions::clear));
  }

  /** Says whether a session is going on. */
  boolean knows(String session) {
    return sessions.containsKey(session);
  }
}
