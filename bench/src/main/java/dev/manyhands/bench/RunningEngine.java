package dev.manyhands.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A background engine in a process of its own, and a client of it. */
record RunningEngine(Process process, String url, String token) implements AutoCloseable {
  static {
    // More clients than this each open a new connection for most requests.
    System.setProperty("http.maxConnections", "64");
  }

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
        process, found.path("url").stringValue(""), found.path("token").stringValue(""));
  }

  JsonNode get(String path) throws IOException {
    return json(request(path));
  }

  JsonNode post(String path, String body) throws IOException {
    HttpURLConnection request = request(path);
    request.setRequestMethod("POST");
    request.setRequestProperty("Content-Type", "application/json");
    request.setDoOutput(true);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    request.setFixedLengthStreamingMode(bytes.length);
    try (OutputStream out = request.getOutputStream()) {
      out.write(bytes);
    }
    return json(request);
  }

  /** A connection of the simplest client there is: others take more time than the engine. */
  private HttpURLConnection request(String path) throws IOException {
    HttpURLConnection request = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    request.setRequestProperty("Authorization", "Bearer " + token);
    return request;
  }

  private static JsonNode json(HttpURLConnection request) throws IOException {
    if (request.getResponseCode() >= 300) {
      try (InputStream problem = request.getErrorStream()) {
        throw new IOException(
            request.getURL() + ": " + new String(problem.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    try (InputStream answer = request.getInputStream()) {
      return JsonMapper.shared().readTree(answer.readAllBytes());
    }
  }

  /** An event as a client got it: nothing of it is read before it is there. */
  record Heard(Instant at, String json) {
    JsonNode event() {
      return JsonMapper.shared().readTree(json);
    }
  }

  /** Returns all events, when the server has ended the stream. */
  List<Heard> follow(String path) throws IOException {
    HttpURLConnection request = request(path);
    request.setRequestProperty("Accept", "text/event-stream");
    List<Heard> heard = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(request.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          heard.add(new Heard(Instant.now(), line.substring(6)));
        }
      }
    }
    return heard;
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
    process.destroy();
    process.onExit().join();
  }
}
