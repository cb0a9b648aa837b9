package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.store.SqliteEventStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Following a run as its events come. */
@Timeout(180)
@Tag("long")
class EventStreamTest {
  private static final int MANY = 10_000;
  private static final Instant AT = Instant.parse("2026-03-14T09:26:53Z");

  private RunningEngine engine;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    engine = new RunningEngine(folder);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  /** Reads numbers of events until the server ends the stream, or there are so many. */
  private List<Long> follow(String run, long after, int most) throws IOException {
    List<Long> seen = new ArrayList<>();
    try (Socket socket = stream(run, after)) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = in.readLine();
      assertThat(line).contains("200");
      while (line != null && seen.size() < most) {
        if (line.startsWith("id: ")) {
          seen.add(Long.parseLong(line.substring(4)));
        }
        line = in.readLine();
      }
    }
    return seen;
  }

  private Socket stream(String run, long after) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.info().port()));
    List<String> head =
        List.of(
            "GET /api/v1/runs/" + run + "/events" + engine.repo() + " HTTP/1.0",
            "Host: localhost",
            "Accept: text/event-stream",
            "Authorization: Bearer " + engine.info().token(),
            "Last-Event-ID: " + after,
            "Connection: close");
    String request = String.join("\r\n", head) + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** Makes a run with many events, which is over. */
  private String longRun() throws Exception {
    String run = engine.run("{version: 1, tasks: [{id: one, command: 'true'}]}", "carry=false");
    RunId id = new RunId(run);
    try (EmbeddedOrchestrator here =
            EmbeddedOrchestrator.open(
                engine.repository, engine.environment, (_, _) -> {}, (_, _) -> {});
        SqliteEventStore store =
            SqliteEventStore.open(here.home().root().resolve("manyhands.db"))) {
      List<Event> events = new ArrayList<>();
      for (int i = 1; i < MANY; i++) {
        events.add(new Event.TaskRetried(AT, new TaskId("one"), AT.plusSeconds(i)));
      }
      events.add(new Event.RunFinished(AT, RunStatus.FAILED, ""));
      store.append(id, 0, events);
    }
    return run;
  }

  @Test
  void whoComesBackMissesNothingAndSeesNothingTwice() throws Exception {
    String run =
        engine.run(
            "{version: 1, concurrency: 2, tasks: [{id: a, command: 'true'}, {id: b, command:"
                + " 'true'}, {id: c, needs: [a], command: 'sleep 0.3'}]}");
    List<Long> seen = new ArrayList<>();
    HttpResponse<String> last;
    do {
      List<Long> next = follow(run, seen.isEmpty() ? 0 : seen.getLast(), 3);
      seen.addAll(next);
      HttpRequest.Builder end =
          engine.request("/runs/" + run + "/events?limit=1&after=" + seen.getLast());
      last = engine.send(end);
    } while (!last.body().contains("\"events\":[]") || !isOver(run));
    assertThat(seen)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.size()).boxed().toList());
    HttpResponse<String> after =
        engine.send(
            engine
                .request("/runs/" + run + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Integer.toString(seen.size())));
    assertThat(after.statusCode()).as("do not come back").isEqualTo(204);
  }

  private boolean isOver(String run) throws Exception {
    return !engine.get("/runs/" + run).body().contains("\"running\"");
  }

  @Test
  void twoHundredClientsFollowTenThousandEvents() throws Exception {
    String run = longRun();
    List<Long> all = LongStream.rangeClosed(1, MANY).boxed().toList();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> following = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long after = i % 2 == 0 ? 0 : i * 37L;
        following.add(clients.submit(() -> follow(run, after, MANY)));
      }
      for (int i = 0; i < 200; i++) {
        int after = i % 2 == 0 ? 0 : i * 37;
        assertThat(following.get(i).get()).isEqualTo(all.subList(after, MANY));
      }
    }
  }

  @Test
  void aClientThatStopsReadingIsLetGoAndGoesOnFromItsCursor() throws Exception {
    String run = longRun();
    List<Long> seen = new ArrayList<>();
    try (Socket socket = stream(run, 0)) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 16);
      while (seen.size() < 5) {
        String line = in.readLine();
        if (line.startsWith("id: ")) {
          seen.add(Long.parseLong(line.substring(4)));
        }
      }
      // Reads no more: when the server gives up, it has no request open but this one.
      long giveUp = System.nanoTime() + 60_000_000_000L;
      while (engine.engine().openRequests() > 0) {
        assertThat(System.nanoTime()).isLessThan(giveUp);
        LockSupport.parkNanos(20_000_000);
      }
    }
    seen.addAll(follow(run, seen.getLast(), MANY));
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, MANY).boxed().toList());
  }
}
