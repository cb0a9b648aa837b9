package dev.manyhands.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.manyhands.core.ManyhandsException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests, each on a virtual thread of its own, and answers them. A client that sends or
 * reads slowly holds up nobody else, and is let go after a while.
 */
final class HttpFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

  static {
    // Read once, when the first server is made: answers leave at once; a request has half a minute
    // to come in; connections are counted.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("jdk.httpserver.maxConnections", "2000");
  }

  private final HttpServer server;
  private final Routes routes;
  private final Guard guard;
  private final IdempotencyKeys keys;
  private final long patienceMs;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("deadlines").unstarted(task));
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());

  /** Makes a server, which may be bound to an address already. */
  @FunctionalInterface
  interface Listening {
    HttpServer bind() throws IOException;
  }

  /**
   * Starts to listen.
   *
   * @param patienceMs how long a client may leave a piece of an answer unread
   */
  HttpFront(Listening listening, Routes routes, Guard guard, IdempotencyKeys keys, long patienceMs)
      throws IOException {
    this.server = listening.bind();
    this.routes = routes;
    this.guard = guard;
    this.keys = keys;
    this.patienceMs = patienceMs;
    server.setExecutor(executor);
    server.createContext("/", exchange -> handle(exchange, this::answer));
    server.start();
  }

  /** Passes requests below a path on to somebody else, once it is settled that they may ask. */
  void passOn(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange ->
            handle(
                exchange,
                asked -> {
                  try {
                    guard.check(asked.getRequestHeaders());
                  } catch (Refusal e) {
                    refuse(asked, new Started(asked), e.problem());
                    return;
                  }
                  handler.handle(asked);
                }));
  }

  /** Answers a request. */
  @FunctionalInterface
  private interface Answering {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Returns how many requests are being answered. */
  int openRequests() {
    return open.get();
  }

  /** Returns for how long nothing was asked; zero while something is. */
  long quietNanos() {
    return open.get() > 0 ? 0 : System.nanoTime() - lastNanos.get();
  }

  private void handle(HttpExchange exchange, Answering answering) {
    open.incrementAndGet();
    try (exchange) {
      answering.answer(exchange);
    } catch (IOException e) {
      LOG.debug("a client went away", e);
    } catch (InterruptedException e) {
      // Of a client that stopped reading, or because the server ends: its thread ends here.
      Thread.currentThread().interrupt();
    } finally {
      lastNanos.set(System.nanoTime());
      open.decrementAndGet();
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    Started started = new Started(exchange);
    try {
      guard.check(exchange.getRequestHeaders());
      Routes.Match match =
          routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
      Call call = Call.read(exchange, match.route(), match.variables());
      send(exchange, started, carryOut(match.route(), call, exchange));
    } catch (Refusal e) {
      refuse(exchange, started, e.problem());
    } catch (ManyhandsException e) {
      refuse(exchange, started, Problem.of(e));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
      refuse(
          exchange,
          started,
          new Problem(500, ManyhandsException.Kind.BUG, "this is a bug in Manyhands: " + e, ""));
    }
  }

  private Answer carryOut(Route route, Call call, HttpExchange exchange)
      throws InterruptedException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key == null || !route.creates()) {
      return route.handler().handle(call);
    }
    String request = route.id() + " " + exchange.getRequestURI() + "\n" + call.body();
    return keys.once(key, request, () -> route.handler().handle(call));
  }

  private void send(HttpExchange exchange, Started started, Answer answer)
      throws IOException, InterruptedException {
    switch (answer) {
      case Answer.Json(int status, var body) ->
          whole(exchange, status, Route.JSON, body.toString());
      case Answer.Nothing() -> exchange.sendResponseHeaders(204, -1);
      case Answer.Stream(String type, Answer.Writer writer) -> {
        started.type = type;
        writer.write(started);
        started.end();
      }
    }
  }

  private void refuse(HttpExchange exchange, Started started, Problem problem) throws IOException {
    if (started.isBegun()) {
      // Too late for another answer: the connection breaks off, so that nobody takes it for whole.
      throw new IOException(problem.detail());
    }
    if (problem.status() == 413) {
      // What is left of the body is not read.
      exchange.getResponseHeaders().set("Connection", "close");
    }
    if (problem.status() == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    }
    whole(exchange, problem.status(), Problem.TYPE, problem.json().toString());
  }

  private void whole(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(exchange, type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = new PatientStream(exchange.getResponseBody(), timer, patienceMs)) {
      out.write(bytes);
    }
  }

  private static void head(HttpExchange exchange, String type) {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
  }

  /** The body of an answer that is written piece by piece: begun by its first byte. */
  private final class Started extends FilterOutputStream {
    private final HttpExchange exchange;
    private String type = "";
    private boolean begun;

    Started(HttpExchange exchange) {
      super(OutputStream.nullOutputStream());
      this.exchange = exchange;
    }

    boolean isBegun() {
      return begun;
    }

    private void begin() throws IOException {
      if (!begun) {
        begun = true;
        head(exchange, type);
        exchange.sendResponseHeaders(200, 0);
        out = new PatientStream(exchange.getResponseBody(), timer, patienceMs);
      }
    }

    @Override
    public void write(int b) throws IOException {
      begin();
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      begin();
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      begin();
      out.flush();
    }

    void end() throws IOException {
      begin();
      out.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    timer.shutdownNow();
  }
}
