package dev.manyhands.testkit.model;

import com.sun.net.httpserver.HttpServer;
import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A model server on the loopback interface, until it is closed. Any number of conversations may go
 * on at once; each request has a virtual thread.
 */
public final class ScriptedModel implements AutoCloseable {
  static {
    // Read once by the JDK's server: answers leave at once, and idle connections are kept.
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("sun.net.httpserver.maxIdleConnections", "20000");
    setDefault("jdk.httpserver.maxConnections", "-1");
  }

  private static final int BACKLOG = 8192;

  private final HttpServer server;
  private final Answers answers;
  private final ExecutorService threads;
  private final Closing closing;
  private final RequestLog log;
  private final List<Charge> charges;

  private ScriptedModel(
      HttpServer server, Answers answers, Closing closing, RequestLog log, List<Charge> charges) {
    this.charges = charges;
    this.server = server;
    this.answers = answers;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.closing = closing;
    this.log = log;
  }

  /** Makes the answers of a server out of what they share with it. */
  @FunctionalInterface
  private interface AnswersFactory {
    Answers make(RequestLog log, Closing closing, List<Charge> charges) throws IOException;
  }

  /**
   * Starts a server that plays scripts.
   *
   * @param scripts the first is for conversations that name none
   */
  public static ScriptedModel start(Script... scripts) {
    return start(0, List.of(scripts), _ -> {});
  }

  /**
   * Starts a server that plays scripts.
   *
   * @param port where it listens; any free one for 0
   * @param scripts the first is for conversations that name none
   * @param listener told of each request before it is answered, of one at a time
   */
  public static ScriptedModel start(
      int port, List<Script> scripts, Consumer<ReceivedRequest> listener) {
    return start(
        port,
        listener,
        (log, closing, charges) -> new ScriptedAnswers(scripts, log, closing, charges));
  }

  /**
   * Starts a server that forwards everything to a provider and records it, without keys.
   *
   * @param upstream the provider's address without a path such as {@code /v1}
   */
  public static ScriptedModel record(int port, URI upstream, Path file) {
    return start(
        port, _ -> {}, (_, _, _) -> new RecordingAnswers(upstream, Recording.create(file)));
  }

  /** Starts a server that answers from a recording. */
  public static ScriptedModel replay(int port, Path file) {
    return start(port, _ -> {}, (_, _, _) -> new ReplayedAnswers(Recording.read(file)));
  }

  /** Reads scripts from a YAML file. */
  public static List<Script> read(Path file) {
    try {
      return ScriptReader.read(file);
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the scripts of " + file + " cannot be read: " + e.getMessage(), "", e);
    }
  }

  /** Reads scripts from a YAML text. */
  public static List<Script> parse(String yaml) {
    return ScriptReader.parse("the script", yaml);
  }

  private static ScriptedModel start(
      int port, Consumer<ReceivedRequest> listener, AnswersFactory answers) {
    RequestLog log = new RequestLog(listener);
    Closing closing = new Closing();
    List<Charge> charges = new CopyOnWriteArrayList<>();
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      HttpServer server = HttpServer.create(address, BACKLOG);
      Answers made = answers.make(log, closing, charges);
      ScriptedModel model = new ScriptedModel(server, made, closing, log, charges);
      server.setExecutor(model.threads);
      server.createContext("/", new ModelHandler(made));
      server.start();
      return model;
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the scripted model cannot listen on port " + port + ": " + e.getMessage(), "", e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns the base URL for clients of Anthropic: {@code ANTHROPIC_BASE_URL}. */
  public URI anthropic() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Returns the base URL for clients of OpenAI: {@code OPENAI_BASE_URL}. */
  public URI openAi() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /** Returns the base URL for clients of Gemini: {@code GOOGLE_GEMINI_BASE_URL}. */
  public URI gemini() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Returns the latest requests, the oldest first; at most 2,000. */
  public List<ReceivedRequest> requests() {
    return log.latest();
  }

  /**
   * Returns what every answer cost that was sent whole, in the order of sending. Only scripts say
   * it.
   */
  public List<Charge> charges() {
    return List.copyOf(charges);
  }

  /** Returns how many requests there have been. */
  public long requestCount() {
    return log.count();
  }

  /** Ends the server and every connection, also those that hang as their script says. */
  @Override
  public void close() {
    closing.close();
    server.stop(0);
    threads.close();
    try {
      answers.close();
    } catch (IOException e) {
      throw ManyhandsException.external("the recording is not complete: " + e.getMessage(), "", e);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
