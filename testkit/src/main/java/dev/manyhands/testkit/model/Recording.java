package dev.manyhands.testkit.model;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of requests and the answers they got: a JSON object a line, in the order in which the
 * answers were complete.
 */
final class Recording implements AutoCloseable {
  /**
   * A request and its answer, without secrets.
   *
   * @param type the answer's content type
   * @param answer the answer's body as text
   */
  record Pair(
      String method,
      String path,
      String query,
      JsonNode body,
      int status,
      String type,
      String answer) {

    ObjectNode written() {
      ObjectNode pair = Json.object();
      pair.putObject("request")
          .put("method", method)
          .put("path", path)
          .put("query", query)
          .set("body", body.isMissingNode() ? Json.tree("") : body);
      pair.putObject("answer").put("status", status).put("type", type).put("body", answer);
      return pair;
    }

    static Pair read(JsonNode pair) {
      JsonNode request = pair.path("request");
      JsonNode answer = pair.path("answer");
      return new Pair(
          Json.string(request, "method"),
          Json.string(request, "path"),
          Json.string(request, "query"),
          request.path("body"),
          answer.path("status").asInt(0),
          Json.string(answer, "type"),
          Json.string(answer, "body"));
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final BufferedWriter out;

  private Recording(BufferedWriter out) {
    this.out = out;
  }

  static Recording create(Path file) throws IOException {
    return new Recording(
        Files.newBufferedWriter(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  void add(Pair pair) throws IOException {
    lock.lock();
    try {
      out.write(Json.text(pair.written()));
      out.newLine();
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  static List<Pair> read(Path file) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        pairs.add(Pair.read(Json.read(line)));
      }
    }
    return pairs;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
