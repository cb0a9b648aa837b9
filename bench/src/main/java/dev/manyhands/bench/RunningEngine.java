package dev.manyhands.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A background engine in a process of its own, and a client of it. */
record RunningEngine(Process process, String url, String token, HttpClient http)
    implements AutoCloseable {

  /** Returns it as soon as it listens. */
  static RunningEngine start(Lab lab, Path repo) throws IOException, InterruptedException {
    Path state = lab.folder().resolve("state");
    Path info = state.resolve("engine.json");
    Files.deleteIfExists(info);
    Process process = lab.start(repo, lab.launcher().toString(), "serve");
    while (!Files.exists(info)) {
      if (!process.isAlive()) {
        throw new IOException("the engine ended with " + process.exitValue());
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    JsonNode found = JsonMapper.shared().readTree(Files.readString(info));
    return new RunningEngine(
        process,
        found.path("url").stringValue(""),
        found.path("token").stringValue(""),
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return json(request(path));
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return json(request(path).POST(BodyPublishers.ofString(body)));
  }

  private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(response.uri() + ": " + response.body());
    }
    return JsonMapper.shared().readTree(response.body());
  }

  /** Hands over each event, until the server ends the stream. */
  boolean follow(String path, Consumer<JsonNode> events) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    try (Stream<String> lines = http.send(request.build(), BodyHandlers.ofLines()).body()) {
      lines
          .filter(line -> line.startsWith("data: "))
          .forEach(line -> events.accept(JsonMapper.shared().readTree(line.substring(6))));
    }
    return true;
  }

  /** Returns how many processes below it run this program. */
  long programs(String name) {
    return process
        .descendants()
        .filter(
            each -> each.info().command().filter(path -> Path.of(path).endsWith(name)).isPresent())
        .count();
  }

  /** Returns what the process has in memory. */
  double residentMegabytes() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS in /proc");
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.destroy();
    process.onExit().join();
  }
}
