package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events that are sent to receivers which take them, refuse them, hang, and come back. */
@Timeout(120)
@Tag("long")
class WebhooksTest {
  private static final String SECRET = "a secret of enough characters";
  private static final String PLAN = "{version: 1, tasks: [{id: one, command: echo 1 > one.txt}]}";

  private final BlockingQueue<Sent> taken = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private RunningEngine engine;
  private HttpServer receiver;

  /** What the receiver took. */
  private record Sent(String signature, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    engine = new RunningEngine(folder);
    receiver = receiver(0);
  }

  @AfterEach
  void stop() {
    engine.close();
    receiver.stop(0);
  }

  private HttpServer receiver(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
    return server;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
      if (!refused) {
        taken.add(new Sent(exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER), body));
      }
      exchange.sendResponseHeaders(refused ? 500 : 204, -1);
    }
  }

  private String url() {
    return "http://127.0.0.1:%d/events".formatted(receiver.getAddress().getPort());
  }

  private String runWithWebhook(String url) throws Exception {
    HttpResponse<String> answer =
        engine.send(
            engine
                .request("/runs" + engine.repo() + "&webhook=" + EngineClient.escape(url))
                .header(WebhookHandlers.SECRET, SECRET)
                .POST(BodyPublishers.ofString(PLAN)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return RunningEngine.json(answer).path("run").stringValue("");
  }

  private String add(String body) throws Exception {
    HttpResponse<String> answer = engine.post("/webhooks" + engine.repo(), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).doesNotContain(SECRET);
    return RunningEngine.json(answer).path("webhook").stringValue("");
  }

  private String addAll() throws Exception {
    return add("{\"url\": \"%s\", \"secret\": \"%s\"}".formatted(url(), SECRET));
  }

  /** Returns the numbers of events that came of a run, up to its last. */
  private List<Long> numbers(String run) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    boolean over = false;
    while (!over) {
      Sent sent = taken.poll(60, TimeUnit.SECONDS);
      assertThat(sent).as("events of %s after %s", run, numbers).isNotNull();
      assertThat(sent.json().path("run").stringValue("")).isEqualTo(run);
      for (JsonNode event : sent.json().path("events")) {
        numbers.add(event.path("seq").longValue(0));
        over |= event.path("type").stringValue("").equals("RunFinished");
      }
    }
    return numbers;
  }

  private List<Long> all(String run) throws Exception {
    JsonNode page = RunningEngine.json(engine.get("/runs/" + run + "/events?limit=5000"));
    return LongStream.rangeClosed(1, page.path("last").longValue(0)).boxed().toList();
  }

  @Test
  void eventsOfARunAreSentAndSigned() throws Exception {
    String run = runWithWebhook(url());
    Sent first = taken.take();
    assertThat(first.signature()).matches("t=\\d+,v1=[0-9a-f]{64}");
    String seconds = first.signature().substring(2, first.signature().indexOf(','));
    Instant time = Instant.ofEpochSecond(Long.parseLong(seconds));
    assertThat(first.signature())
        .isEqualTo(
            WebhookSignature.of(SECRET, time, first.body().getBytes(StandardCharsets.UTF_8)));
    List<Long> numbers = new ArrayList<>();
    first.json().path("events").forEach(event -> numbers.add(event.path("seq").longValue(0)));
    boolean over = first.body().contains("RunFinished");
    if (!over) {
      numbers.addAll(numbers(run));
    }
    assertThat(numbers).isEqualTo(all(run));
    assertThat(engine.get("/webhooks").body()).contains(run).doesNotContain(SECRET);
  }

  @Test
  void whatIsRefusedIsSentAgain() throws Exception {
    refusals.set(3);
    String run = runWithWebhook(url());
    assertThat(numbers(run)).isEqualTo(all(run));
  }

  @Test
  void whatIsNeverTakenIsListedAndTheNextRunIsSent() throws Exception {
    String webhook = addAll();
    refusals.set(Integer.MAX_VALUE);
    String run = engine.run(PLAN);
    assertThat(engine.get("/runs/" + run + "?wait=60s").body()).contains("succeeded");
    JsonNode letters = untilGivenUp(webhook, all(run).getLast());
    assertThat(letters.get(0).path("tries").intValue(0)).isEqualTo(5);
    assertThat(letters.get(0).path("reason").stringValue("")).isEqualTo("it answered 500");

    refusals.set(0);
    String next = engine.run(PLAN);
    assertThat(numbers(next)).isEqualTo(all(next));
  }

  private JsonNode untilGivenUp(String webhook, long last) throws Exception {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      JsonNode letters =
          RunningEngine.json(engine.get("/webhooks/" + webhook + "/dead-letters"))
              .path("deadLetters");
      if (!letters.isEmpty() && letters.get(0).path("last").longValue(0) == last) {
        return letters;
      }
      assertThat(System.nanoTime()).as(letters.toString()).isLessThan(giveUp);
    }
  }

  @Test
  void oneThatHangsHoldsUpNobody() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      add("{\"url\": \"%s\", \"secret\": \"%s\"}".formatted(url, SECRET));
      addAll();
      String run = engine.run(PLAN);
      assertThat(numbers(run)).isEqualTo(all(run));
    }
  }

  @Test
  void theNextEngineSendsWhatIsLeft() throws Exception {
    int port = receiver.getAddress().getPort();
    receiver.stop(0);
    String webhook = addAll();
    String run = engine.run(PLAN);
    assertThat(engine.get("/runs/" + run + "?wait=60s").body()).contains("succeeded");
    engine.restart();
    receiver = receiver(port);
    // Some may have been given up before.
    List<Long> numbers = numbers(run);
    JsonNode letters =
        RunningEngine.json(engine.get("/webhooks/" + webhook + "/dead-letters"))
            .path("deadLetters");
    long lost = letters.isEmpty() ? 0 : letters.get(0).path("last").longValue(0);
    assertThat(numbers).isEqualTo(all(run).subList((int) lost, all(run).size()));
  }

  @Test
  void oneThatIsRemovedHearsNothing() throws Exception {
    String webhook = addAll();
    HttpResponse<String> removed = engine.send(engine.request("/webhooks/" + webhook).DELETE());
    assertThat(removed.statusCode()).isEqualTo(200);
    String run = engine.run(PLAN);
    assertThat(engine.get("/runs/" + run + "?wait=60s").body()).contains("succeeded");
    addAll();
    String next = engine.run(PLAN);
    assertThat(numbers(next)).isEqualTo(all(next));
    assertThat(engine.get("/webhooks/" + webhook + "/dead-letters").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"url\": \"http://localhost/\"}",
        "{\"url\": \"http://localhost/\", \"secret\": \"short\"}",
        "{\"url\": \"file:///etc/passwd\", \"secret\": \"0123456789abcdef\"}",
        "{\"url\": \"ftp://localhost/\", \"secret\": \"0123456789abcdef\"}",
        "{\"url\": \"http:///nowhere\", \"secret\": \"0123456789abcdef\"}",
        "{\"url\": \"http://me:pass@localhost/\", \"secret\": \"0123456789abcdef\"}",
        "{\"url\": \"not an address\", \"secret\": \"0123456789abcdef\"}",
        "{\"url\": 7, \"secret\": \"0123456789abcdef\"}"
      })
  void whatNoWebhookCanBeIsRefused(String body) throws Exception {
    HttpResponse<String> answer = engine.post("/webhooks" + engine.repo(), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("0123456789abcdef");
    assertThat(engine.get("/webhooks").body()).isEqualTo("{\"webhooks\":[]}");
  }
}
