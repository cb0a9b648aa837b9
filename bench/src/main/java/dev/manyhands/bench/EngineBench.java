package dev.manyhands.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The background engine as a process: until it listens, what it occupies, how fast tasks are
 * accepted, and how soon those who follow a run hear of an event.
 */
final class EngineBench implements Bench.Measurement {
  private static final int STARTS = 10;
  private static final int RUNNING = 100;
  private static final int SPAWNS = 300;
  private static final int MANY = 10_000;
  private static final int FOLLOWERS = 50;
  private static final int EVENTS = 200;

  @Override
  public void run(Lab lab) throws Exception {
    Path repo = lab.repository("engine", 50);
    cold(lab, repo);
    try (RunningEngine engine = RunningEngine.start(lab, repo)) {
      String runs =
          "/runs?open=true&repo=" + URLEncoder.encode(repo.toString(), StandardCharsets.UTF_8);
      single(engine, runs);
      many(engine, runs);
      follow(engine, runs);
      TimeUnit.SECONDS.sleep(5);
      new Figure("engine-after-load").with("residentMB", engine.residentMegabytes()).print();
    }
  }

  private static void cold(Lab lab, Path repo) throws Exception {
    double[] seconds = new double[STARTS];
    double resident = 0;
    for (int i = 0; i < STARTS; i++) {
      long begun = System.nanoTime();
      try (RunningEngine engine = RunningEngine.start(lab, repo)) {
        seconds[i] = (System.nanoTime() - begun) / 1e9;
        if (i == STARTS - 1) {
          engine.get("/engine");
          TimeUnit.SECONDS.sleep(3);
          resident = engine.residentMegabytes();
        }
      }
    }
    Arrays.sort(seconds);
    new Figure("engine-start")
        .with("listeningSeconds", seconds[STARTS / 2])
        .with("listeningSecondsBest", seconds[0])
        .with("idleResidentMB", resident)
        .print();
  }

  private static String task(String id, String command) {
    return "{\"id\":\"%s\",\"command\":[%s]}".formatted(id, command);
  }

  /** One task a request, while many others run. */
  private static void single(RunningEngine engine, String runs) throws Exception {
    String first =
        IntStream.range(0, RUNNING)
            .mapToObj(i -> task("running" + i, "\"sleep\",\"3600\""))
            .collect(Collectors.joining(","));
    String run =
        engine
            .post(
                runs + "&concurrency=" + RUNNING, "{\"version\":1,\"tasks\":[%s]}".formatted(first))
            .path("run")
            .stringValue("");
    // Their programs, not only their attempts, which make workspaces first.
    while (engine.programs("sleep") < RUNNING) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    for (String which : List.of("first", "then")) {
      double[] took = new double[SPAWNS];
      for (int i = 0; i < SPAWNS; i++) {
        long begun = System.nanoTime();
        engine.post("/runs/" + run + "/tasks", task(which + i, "\"true\""));
        took[i] = (System.nanoTime() - begun) / 1e6;
      }
      Arrays.sort(took);
      new Figure("engine-spawn")
          .with("running", RUNNING)
          .with(which, SPAWNS)
          .with("medianMs", took[SPAWNS / 2])
          .with("p99Ms", took[SPAWNS * 99 / 100])
          .print();
    }
    engine.post("/runs/" + run + "/cancel", "{}");
    engine.get("/runs/" + run + "?wait=60s");
  }

  /** Ten thousand tasks in one run: in one request, in a hundred, and one by one. */
  private static void many(RunningEngine engine, String runs) throws Exception {
    for (int batch : new int[] {MANY, 100, 1}) {
      String run =
          engine
              .post(
                  runs + "&concurrency=1",
                  "{\"version\":1,\"tasks\":[%s]}".formatted(task("first", "\"sleep\",\"3600\"")))
              .path("run")
              .stringValue("");
      AtomicInteger next = new AtomicInteger();
      long begun = System.nanoTime();
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < (batch == 1 ? 8 : 1); i++) {
          sending.add(clients.submit(() -> send(engine, run, next, batch)));
        }
        for (Future<?> each : sending) {
          each.get();
        }
      }
      double accepted = (System.nanoTime() - begun) / 1e9;
      long listing = System.nanoTime();
      JsonNode page = engine.get("/runs/" + run + "/tasks?from=9000&limit=100");
      new Figure("engine-spawn-many")
          .with("tasks", page.path("total").longValue(0))
          .with("perRequest", batch)
          .with("acceptedSeconds", accepted)
          .with("pageSeconds", (System.nanoTime() - listing) / 1e9)
          .with("residentMB", engine.residentMegabytes())
          .print();
      engine.post("/runs/" + run + "/cancel", "{}");
      engine.get("/runs/" + run + "?wait=60s");
    }
  }

  private static boolean send(RunningEngine engine, String run, AtomicInteger next, int batch)
      throws IOException {
    int from = next.getAndAdd(batch);
    while (from < MANY) {
      String tasks =
          IntStream.range(from, from + batch)
              .mapToObj(i -> task("t" + i, "\"true\""))
              .collect(Collectors.joining(","));
      engine.post("/runs/" + run + "/tasks", "[%s]".formatted(tasks));
      from = next.getAndAdd(batch);
    }
    return true;
  }

  /** From the decision, which is before the append, until a client has read the event. */
  private static void follow(RunningEngine engine, String runs) throws Exception {
    String run =
        engine
            .post(
                runs + "&concurrency=1",
                "{\"version\":1,\"tasks\":[%s]}".formatted(task("first", "\"sleep\",\"3600\"")))
            .path("run")
            .stringValue("");
    List<Double> delays = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<RunningEngine.Heard>>> following = new ArrayList<>();
      for (int i = 0; i < FOLLOWERS; i++) {
        following.add(clients.submit(() -> engine.follow("/runs/" + run + "/events")));
      }
      TimeUnit.SECONDS.sleep(2);
      for (int i = 0; i < EVENTS; i++) {
        engine.post("/runs/" + run + "/tasks", task("t" + i, "\"true\""));
        TimeUnit.MILLISECONDS.sleep(20);
      }
      engine.post("/runs/" + run + "/cancel", "{}");
      for (Future<List<RunningEngine.Heard>> client : following) {
        for (RunningEngine.Heard heard : client.get()) {
          JsonNode event = heard.event();
          if (event.path("type").stringValue("").equals("TasksAdded")) {
            Instant at = Instant.parse(event.path("at").stringValue(""));
            delays.add(Duration.between(at, heard.at()).toNanos() / 1e6);
          }
        }
      }
    }
    double[] sorted = delays.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    new Figure("engine-follow")
        .with("clients", FOLLOWERS)
        .with("received", sorted.length)
        .with("medianMs", sorted[sorted.length / 2])
        .with("p99Ms", sorted[sorted.length * 99 / 100])
        .print();
  }
}
