package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client that speaks with a server in this process, line by line. Safe for any thread. */
final class Client implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  private final OutputStream toServer;
  private final Thread server;
  private final Thread reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, LinkedBlockingQueue<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Schema> outputs = new ConcurrentHashMap<>();

  /** Everything that came without an answer's id. */
  final List<JsonNode> unasked = new CopyOnWriteArrayList<>();

  /** What the server said of itself. */
  final JsonNode greeting;

  Client(Repositories repositories) throws IOException, InterruptedException {
    PipedOutputStream to = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(to, 1 << 20);
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream from = new PipedInputStream(out, 1 << 20);
    toServer = to;
    server =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    new StdioServer(repositories, "test").serve(in, out);
                    out.close();
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    reader = Thread.ofPlatform().start(() -> read(from));
    greeting =
        ask(
            "initialize",
            """
            {"protocolVersion":"2025-06-18","capabilities":{},
             "clientInfo":{"name":"test","version":"1"}}
            """);
    line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    for (JsonNode tool : ask("tools/list", "{}").at("/result/tools")) {
      outputs.put(
          tool.get("name").stringValue(),
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(tool.get("outputSchema").toString()));
    }
  }

  private void read(PipedInputStream from) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode message = JsonMapper.shared().readTree(line);
        LinkedBlockingQueue<JsonNode> queue =
            message.path("id").isInt() ? waiting.get(message.get("id").intValue()) : null;
        if (queue == null) {
          unasked.add(message);
        } else {
          queue.add(message);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a line as it is. */
  void line(String text) throws IOException {
    writing.lock();
    try {
      toServer.write((text.replace("\n", "") + "\n").getBytes(StandardCharsets.UTF_8));
      toServer.flush();
    } finally {
      writing.unlock();
    }
  }

  /** Sends a request, and returns the whole answer. */
  JsonNode ask(String method, String params) throws IOException, InterruptedException {
    int id = ids.incrementAndGet();
    LinkedBlockingQueue<JsonNode> queue = new LinkedBlockingQueue<>();
    waiting.put(id, queue);
    line(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    JsonNode answer = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(answer).as("an answer to %s %s", method, cut(params)).isNotNull();
    return answer;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(200, text.length()));
  }

  private JsonNode result(String tool, String arguments) throws IOException, InterruptedException {
    return ask("tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments))
        .get("result");
  }

  /** Calls a tool that is to succeed, and returns what it answers, which is as its schema says. */
  JsonNode call(String tool, String arguments) throws IOException, InterruptedException {
    JsonNode result = result(tool, arguments);
    assertThat(result.get("isError").booleanValue())
        .as("%s %s: %s", tool, cut(arguments), result.at("/content/0/text"))
        .isFalse();
    JsonNode body = result.get("structuredContent");
    assertThat(outputs.get(tool).validate(body)).as("%s answers %s", tool, body).isEmpty();
    assertThat(JsonMapper.shared().readTree(result.at("/content/0/text").stringValue()))
        .isEqualTo(body);
    return body;
  }

  /** Calls a tool that is to refuse, and returns what it says. */
  String refusal(String tool, String arguments) throws IOException, InterruptedException {
    JsonNode result = result(tool, arguments);
    assertThat(result.get("isError").booleanValue()).as("%s %s", tool, cut(arguments)).isTrue();
    return result.at("/content/0/text").stringValue();
  }

  static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.forEach(
        item ->
            ids.add(
                item instanceof ObjectNode ? item.get("id").stringValue() : item.stringValue()));
    return ids;
  }

  /** Closes the server's input, and waits until it has ended. */
  @Override
  public void close() throws IOException {
    toServer.close();
    try {
      server.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      assertThat(server.isAlive()).isFalse();
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
