package dev.manyhands.app;

import dev.manyhands.app.http.EngineClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks of the background engine, while that is in training, what main agents ask of it: often
 * enough that the JVM learns what to compile first.
 */
final class TrainingClient implements Runnable {
  private static final int TASKS = 300;
  private static final int PAGES = 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private String address = "";
  private String token = "";

  /**
   * Waits for the engine, asks, and ends it. What goes wrong is noted: the cache is made anyway.
   */
  @Override
  public void run() {
    try {
      Optional<EngineClient> engine = Optional.empty();
      while (engine.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(20);
        engine = EngineClient.connect(System.getenv());
      }
      try (EngineClient found = engine.get()) {
        address = "http://127.0.0.1:%d/api/v1".formatted(found.info().port());
        token = found.info().token();
        try {
          addTasks();
          // A run in the foreground finds the engine, too.
          Main.run("run", "plan.yaml");
        } finally {
          found.stopEngine();
        }
      }
    } catch (IOException e) {
      System.out.println("the engine was not asked all: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void addTasks() throws IOException, InterruptedException {
    String here =
        URLEncoder.encode(Path.of("").toAbsolutePath().toString(), StandardCharsets.UTF_8);
    String answer = post("/runs?open=true&repo=" + here, "{\"version\":1}");
    String run = "/runs/" + JsonMapper.shared().readTree(answer).path("run").stringValue("");
    Thread follower = Thread.ofVirtual().start(() -> follow(run + "/events"));
    for (int i = 0; i < TASKS; i++) {
      // Each needs one that goes on, so that nothing is started for them.
      String task = "{\"id\":\"t%d\",\"needs\":[\"first\"],\"command\":[\"true\"]}".formatted(i);
      String first = "{\"id\":\"first\",\"command\":[\"sleep\",\"60\"]},";
      post(run + "/tasks", "[" + (i == 0 ? first : "") + task + "]");
    }
    for (int i = 0; i < PAGES; i++) {
      get(run);
      get(run + "/tasks?limit=100");
      get(run + "/events?limit=100");
    }
    get(run + "/report?format=html");
    post(run + "/cancel", "{}");
    get(run + "?wait=30s");
    follower.join();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token);
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private void get(String path) throws IOException, InterruptedException {
    send(request(path));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(response.uri() + ": " + response.body());
    }
    return response.body();
  }

  private void follow(String path) {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    try (Stream<String> lines = http.send(request.build(), BodyHandlers.ofLines()).body()) {
      long count = lines.filter(line -> line.startsWith("data: ")).count();
      System.out.println("events followed: " + count);
    } catch (IOException e) {
      System.out.println("events were not followed to the end: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
