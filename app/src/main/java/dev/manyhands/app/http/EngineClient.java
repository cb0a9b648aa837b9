package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.engine.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the background engine of this user. One that has ended meanwhile is started again when
 * something is asked of it. Safe for any thread.
 */
public final class EngineClient implements AutoCloseable {
  private static final Duration PROMPT = Duration.ofSeconds(5);
  private static final Duration PATIENT = Duration.ofSeconds(10);

  /** More than anybody waits for news. */
  private static final Duration QUESTION = RunHandlers.LONGEST_WAIT.plusSeconds(15);

  private static final Duration SOME_TIME = Duration.ofMinutes(5);

  private final Path base;
  private final Map<String, String> environment;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PROMPT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private volatile EngineInfo info;

  private EngineClient(Path base, Map<String, String> environment, EngineInfo info) {
    this.base = base;
    this.environment = Map.copyOf(environment);
    this.info = info;
  }

  /**
   * Returns a client of the engine, if one is running that is of this very version.
   *
   * @throws ManyhandsException if it takes connections and does not answer (EXTERNAL)
   */
  public static Optional<EngineClient> connect(Map<String, String> environment)
      throws InterruptedException {
    Path base = Home.base(environment);
    Optional<EngineInfo> found = EngineInfo.read(base);
    if (found.isEmpty() || !found.get().version().equals(EngineInfo.thisVersion())) {
      return Optional.empty();
    }
    EngineClient client = new EngineClient(base, environment, found.get());
    boolean answers = false;
    try {
      Probe probe = client.probe(found.get());
      if (probe instanceof Probe.Hangs && found.get().isRunning(base)) {
        throw found.get().hangs();
      }
      answers = probe instanceof Probe.Answers;
      return answers ? Optional.of(client) : Optional.empty();
    } finally {
      if (!answers) {
        client.close();
      }
    }
  }

  /**
   * Returns a client of the engine, which is started when there is none. One of another version
   * that carries no run is ended first.
   *
   * @throws ManyhandsException if it cannot be started or does not answer (EXTERNAL), or one of
   *     another version is carrying runs (CONFLICT)
   */
  public static EngineClient connectOrStart(Map<String, String> environment)
      throws InterruptedException {
    Path base = Home.base(environment);
    EngineInfo nobody = new EngineInfo(1, "none", 0, "", Instant.EPOCH);
    EngineClient client = new EngineClient(base, environment, nobody);
    boolean found = false;
    try {
      client.info = new EngineStarter(base, environment, client::probe).running();
      found = true;
      return client;
    } finally {
      if (!found) {
        client.close();
      }
    }
  }

  /** Returns all that can be asked about the repository around a folder. */
  public RemoteOrchestrator repository(Path directory) {
    return new RemoteOrchestrator(this, directory.toAbsolutePath().normalize());
  }

  /** Returns the environment of whoever asks: helpers of the runs that it starts see it. */
  Map<String, String> environment() {
    return environment;
  }

  /** Returns how the engine is found. */
  public EngineInfo info() {
    return info;
  }

  /** Asks the engine to end, helpers and all; returns at once. */
  public void stopEngine() throws InterruptedException {
    try {
      attempt(info, new Request("POST", "/stop", "", ""), BodyHandlers.ofString());
    } catch (IOException e) {
      // It has ended by itself.
    }
  }

  /** What became of asking an engine whether it is there. */
  sealed interface Probe {
    /** It is. */
    record Answers(String version, int running) implements Probe {}

    /** There is nobody, or somebody else. */
    record Gone() implements Probe {}

    /** Somebody takes the connection and says nothing. */
    record Hangs() implements Probe {}
  }

  /** Asks an engine whether it is there; on a machine that is busy once more, and longer. */
  Probe probe(EngineInfo asked) throws InterruptedException {
    Probe first = probe(asked, PROMPT);
    return first instanceof Probe.Hangs && asked.isRunning(base) ? probe(asked, PATIENT) : first;
  }

  private Probe probe(EngineInfo asked, Duration time) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(asked.uri("/engine"))
            .header("Authorization", "Bearer " + asked.token())
            .timeout(time)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        return new Probe.Gone();
      }
      JsonNode node = JsonMapper.shared().readTree(response.body());
      return new Probe.Answers(
          node.path("version").stringValue(""), node.path("running").intValue(0));
    } catch (HttpTimeoutException e) {
      return new Probe.Hangs();
    } catch (IOException | JacksonException e) {
      return new Probe.Gone();
    }
  }

  /**
   * A request.
   *
   * @param path below the prefix of the API, with its query
   * @param type media type of the body
   */
  record Request(String method, String path, String type, String body) {
    static Request get(String path) {
      return new Request("GET", path, "", "");
    }

    static Request post(String path) {
      return new Request("POST", path, "", "");
    }

    static Request post(String path, JsonNode body) {
      return new Request("POST", path, Route.JSON, body.toString());
    }
  }

  /** Asks, and returns the JSON document of the answer. */
  JsonNode json(Request request) throws InterruptedException {
    HttpResponse<String> response = ask(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw Problem.read(response.statusCode(), response.body()).exception();
    }
    return JsonMapper.shared().readTree(response.body());
  }

  /** Asks, and returns the body of the answer; to be closed. */
  InputStream stream(Request request) throws InterruptedException {
    HttpResponse<InputStream> response = ask(request, BodyHandlers.ofInputStream());
    if (response.statusCode() < 300) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      throw Problem.read(response.statusCode(), text).exception();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private <T> HttpResponse<T> ask(Request request, HttpResponse.BodyHandler<T> body)
      throws InterruptedException {
    String key = UUID.randomUUID().toString();
    try {
      return attempt(info, request, body, key);
    } catch (IOException e) {
      // It ended, or was killed. The next one knows by the key what was carried out.
    }
    info = new EngineStarter(base, environment, this::probe).running();
    try {
      return attempt(info, request, body, key);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private <T> HttpResponse<T> attempt(
      EngineInfo to, Request request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    return attempt(to, request, body, UUID.randomUUID().toString());
  }

  private <T> HttpResponse<T> attempt(
      EngineInfo to, Request request, HttpResponse.BodyHandler<T> body, String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(to.uri(request.path()))
            .header("Authorization", "Bearer " + to.token())
            .timeout(request.method().equals("GET") ? QUESTION : SOME_TIME);
    if (request.method().equals("POST")) {
      builder.header("Idempotency-Key", key);
      builder.POST(HttpRequest.BodyPublishers.ofString(request.body()));
    }
    if (!request.type().isEmpty()) {
      builder.header("Content-Type", request.type());
    }
    return http.send(builder.build(), body);
  }

  private ManyhandsException lost(IOException e) {
    return new ManyhandsException(
        Kind.EXTERNAL,
        "the background engine (process %d) did not answer: %s".formatted(info.pid(), e),
        "its log is " + EngineStarter.log(base),
        e);
  }

  /** Returns a text as it stands in an address. */
  static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Ends the connections; the engine goes on. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
