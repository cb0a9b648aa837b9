package dev.manyhands.app.http;

import dev.manyhands.app.http.EngineClient.Request;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Cleaned;
import dev.manyhands.engine.Landed;
import dev.manyhands.engine.OpenQuestion;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.RunProjection;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.attempt.RunFolder;
import dev.manyhands.engine.event.EventCodec;
import dev.manyhands.engine.json.JsonText;
import dev.manyhands.engine.plan.PlanCodec;
import dev.manyhands.engine.report.collected.CollectedReports;
import dev.manyhands.engine.run.StoredEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has runs carried by the background engine. They outlive this object: closing it stops nothing.
 * Stopping stops the runs that were carried through it.
 */
public final class RemoteOrchestrator implements Orchestrator {
  private static final Duration LONGEST_WAIT = RunHandlers.LONGEST_WAIT.dividedBy(2);
  private static final int PAGE = 1_000;

  private final EngineClient client;
  private final Path directory;
  private final EventCodec codec = new EventCodec();
  private final Set<RunId> carried = ConcurrentHashMap.newKeySet();

  RemoteOrchestrator(EngineClient client, Path directory) {
    this.client = client;
    this.directory = directory;
  }

  private String repo() {
    return "?repo=" + EngineClient.escape(directory.toString());
  }

  private String run(RunId run, String rest) {
    return "/runs/" + run + rest + repo();
  }

  private String task(RunId run, TaskId task, String rest) {
    return run(run, "/tasks/" + EngineClient.escape(task.value()) + rest);
  }

  @Override
  public RunId submit(Plan plan) throws InterruptedException {
    String path = "/runs" + repo() + "&carry=false" + (plan.open() ? "&open=true" : "");
    JsonNode answer =
        client.json(
            new Request(
                "POST", path, Documents.PLAN, Documents.submission(plan, client.environment())));
    return RunViews.summary(answer).id();
  }

  @Override
  public void carry(RunId run) throws InterruptedException {
    ObjectNode body = RunViews.object();
    ObjectNode environment = body.putObject(Documents.ENVIRONMENT);
    client.environment().forEach(environment::put);
    client.json(Request.post(run(run, "/carry"), body));
    carried.add(run);
  }

  @Override
  public boolean await(RunId run, Duration time) throws InterruptedException {
    long giveUp = System.nanoTime() + time.toNanos();
    while (true) {
      long left = Math.max(0, giveUp - System.nanoTime());
      long millis = Math.min(LONGEST_WAIT.toMillis(), Duration.ofNanos(left).toMillis());
      JsonNode answer = client.json(Request.get(run(run, "") + "&wait=" + millis + "ms"));
      if (!RunViews.summary(answer).status().equals(Report.RUNNING)) {
        return true;
      }
      if (left == 0) {
        return false;
      }
    }
  }

  @Override
  public void cancel(RunId run, Optional<TaskId> task, String reason) throws InterruptedException {
    String path = task.isPresent() ? task(run, task.get(), "/cancel") : run(run, "/cancel");
    client.json(Request.post(path, RunViews.object().put("reason", reason)));
  }

  @Override
  public void add(RunId run, List<TaskSpec> tasks) throws InterruptedException {
    String body = JsonText.of(json -> json.objects("tasks", tasks, PlanCodec::write));
    client.json(new Request("POST", run(run, "/tasks"), Documents.TASKS, body));
  }

  @Override
  public void close(RunId run, Optional<Check> check, Optional<String> message)
      throws InterruptedException {
    ObjectNode body = RunViews.object();
    message.ifPresent(text -> body.put("message", text));
    if (check.isPresent()) {
      ArrayNode argv = body.putArray("argv");
      check.get().argv().forEach(argv::add);
      body.put("timeout", check.get().timeout().toMillis() + "ms");
    }
    client.json(Request.post(run(run, "/combine"), body));
  }

  @Override
  public void send(RunId run, TaskId task, String text, boolean interrupt)
      throws InterruptedException {
    ObjectNode body = RunViews.object().put("text", text).put("interrupt", interrupt);
    client.json(Request.post(task(run, task, "/messages"), body));
  }

  @Override
  public void answer(RunId run, TaskId task, QuestionName question, String text)
      throws InterruptedException {
    ObjectNode body =
        RunViews.object()
            .put("text", text)
            .put("attempt", question.attempt())
            .put("question", question.number());
    client.json(Request.post(task(run, task, "/answer"), body));
  }

  @Override
  public List<OpenQuestion> questions(RunId run) {
    List<OpenQuestion> open = new ArrayList<>();
    get(run(run, "/questions")).path("questions").forEach(q -> open.add(RunViews.question(q)));
    return open;
  }

  @Override
  public List<StoredEvent> events(RunId run, long after, int most, Duration wait)
      throws InterruptedException {
    long giveUp = System.nanoTime() + wait.toNanos();
    while (true) {
      long left = Math.max(0, giveUp - System.nanoTime());
      long millis = Math.min(LONGEST_WAIT.toMillis(), Duration.ofNanos(left).toMillis());
      List<StoredEvent> events =
          read(client.json(Request.get(eventsPath(run, after, most) + "&wait=" + millis + "ms")));
      if (!events.isEmpty() || left == 0) {
        return events;
      }
    }
  }

  private String eventsPath(RunId run, long after, int most) {
    return run(run, "/events") + "&after=" + after + "&limit=" + Math.min(most, EventFeed.MOST);
  }

  private List<StoredEvent> read(JsonNode page) {
    List<StoredEvent> events = new ArrayList<>();
    for (JsonNode event : page.path("events")) {
      events.add(new StoredEvent(event.path("seq").longValue(0), codec.read(event.toString())));
    }
    return events;
  }

  @Override
  public List<StoredEvent> events(RunId run, long after, int most) {
    List<StoredEvent> events = new ArrayList<>();
    long seen = after;
    boolean more = true;
    while (more && events.size() < most) {
      int wanted = Math.min(PAGE, most - events.size());
      List<StoredEvent> page = read(get(eventsPath(run, seen, wanted)));
      events.addAll(page);
      more = page.size() == wanted;
      seen += page.size();
    }
    return events;
  }

  @Override
  public List<RunSummary> runs() {
    List<RunSummary> runs = new ArrayList<>();
    JsonNode page = get("/runs" + repo() + "&limit=" + PAGE);
    while (!page.path("runs").isEmpty()) {
      page.path("runs").forEach(run -> runs.add(RunViews.summary(run)));
      page = get("/runs" + repo() + "&limit=" + PAGE + "&from=" + runs.size());
    }
    return runs;
  }

  @Override
  public RunId find(String reference) {
    return RunViews.summary(get("/runs/" + EngineClient.escape(reference) + repo())).id();
  }

  @Override
  public RunSummary summary(RunId run) {
    return RunViews.summary(get(run(run, "")));
  }

  @Override
  public Plan plan(RunId run) {
    return PlanCodec.read(get(run(run, "/plan")).toString());
  }

  @Override
  public Report report(RunId run) {
    Report report = RunProjection.of(run, plan(run), history(run)).report();
    try {
      return report.withTests(CollectedReports.in(folder(run).collected()).tests());
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the collected reports of run %s cannot be read: %s".formatted(run, e.getMessage()),
          "",
          e);
    }
  }

  @Override
  public RunFolder folder(RunId run) {
    return new RunFolder(Path.of(get(run(run, "")).path("folder").stringValue("")));
  }

  @Override
  public void diff(RunId run, Optional<TaskId> task, List<String> options, OutputStream to)
      throws InterruptedException {
    StringBuilder path =
        new StringBuilder(task.isPresent() ? task(run, task.get(), "/diff") : run(run, "/diff"));
    options.forEach(option -> path.append("&option=").append(EngineClient.escape(option)));
    try (InputStream diff = client.stream(Request.get(path.toString()))) {
      diff.transferTo(to);
    } catch (IOException e) {
      throw ManyhandsException.external("the diff broke off: " + e.getMessage(), "", e);
    }
  }

  @Override
  public Landed land(RunId run) throws InterruptedException {
    JsonNode landed = client.json(Request.post(run(run, "/land")));
    return new Landed(
        landed.path("branch").stringValue(""),
        new CommitId(landed.path("commit").stringValue("")),
        landed.path("before").booleanValue(false),
        landed.path("combined").booleanValue(false));
  }

  @Override
  public Cleaned clean(Duration olderThan, boolean dryRun) throws InterruptedException {
    ObjectNode body =
        RunViews.object().put("olderThan", olderThan.toMillis() + "ms").put("dryRun", dryRun);
    JsonNode cleaned = client.json(Request.post("/clean" + repo(), body));
    return new Cleaned(
        texts(cleaned.path("removed")),
        texts(cleaned.path("kept")),
        cleaned.path("bytes").longValue(0));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.stringValue("")));
    return texts;
  }

  /** Asks something that takes no time. */
  private JsonNode get(String path) {
    try {
      return client.json(Request.get(path));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ManyhandsException.external("interrupted while asking the engine", "", e);
    }
  }

  @Override
  public void stop(RunId run) throws InterruptedException {
    client.json(Request.post(run(run, "/stop")));
  }

  @Override
  public void stop() {
    for (RunId run : carried) {
      try {
        stop(run);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Leaves the ending of the helpers to the engine, which does it in its own time. */
  @Override
  public void abandon() {
    stop();
  }

  /** Ends nothing but the connection: the engine carries on. */
  @Override
  public void close() {}
}
