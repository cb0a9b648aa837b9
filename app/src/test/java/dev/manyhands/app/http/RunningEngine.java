package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A background engine in this process, a repository, and a client that sends what it is told. */
final class RunningEngine implements AutoCloseable {
  /** Of webhooks: a few tries, one soon after the other. */
  private static final WebhookSender.Patience PATIENCE =
      new WebhookSender.Patience(
          Duration.ofSeconds(2), Duration.ofMillis(20), Duration.ofMillis(200), 5);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final Path state;
  final Path repository;
  final Map<String, String> environment;
  private BackgroundEngine engine;

  RunningEngine(Path folder) throws IOException, InterruptedException {
    state = Files.createDirectories(folder.resolve("state"));
    environment = new HashMap<>(System.getenv());
    environment.put("MANYHANDS_HOME", state.toString());
    repository = repository(folder.resolve("repository"));
    engine = BackgroundEngine.start(state, environment, options(), PATIENCE);
  }

  static BackgroundEngine.Options options() {
    return new BackgroundEngine.Options(0, Duration.ZERO, Optional.empty(), Optional.empty());
  }

  /** Makes a repository with one commit. */
  static Path repository(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("a.txt"), "one\n");
    git(folder, "init", "-q", "-b", "main");
    git(folder, "add", "--all");
    git(folder, "commit", "-q", "-m", "start");
    return folder;
  }

  static void git(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> argv =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
    argv.addAll(List.of(arguments));
    Process process = new ProcessBuilder(argv).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  /** Ends the engine in order, and starts the next one. */
  void restart() throws InterruptedException {
    engine.close();
    engine = BackgroundEngine.start(state, environment, options(), PATIENCE);
  }

  EngineInfo info() {
    return engine.info();
  }

  BackgroundEngine engine() {
    return engine;
  }

  String repo() {
    return "?repo=" + EngineClient.escape(repository.toString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(info().uri(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + info().token());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  /** Starts a run, and returns its id. */
  String run(String plan, String... query) throws IOException, InterruptedException {
    String more = query.length == 0 ? "" : "&" + String.join("&", query);
    HttpResponse<String> response = post("/runs" + repo() + more, plan);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response).path("run").stringValue("");
  }

  @Override
  public void close() {
    engine.close();
  }
}
