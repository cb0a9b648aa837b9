package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Landed;
import dev.manyhands.engine.OpenQuestion;
import dev.manyhands.engine.RunReports;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.plan.DurationText;
import dev.manyhands.engine.plan.PlanCodec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of runs. */
final class RunHandlers {
  /** The longest that a request waits. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  static final Route.Body REASON =
      new Route.Body(
          "",
          List.of(Route.JSON),
          Map.of("reason", new Route.Field("string", false, "Why, for the report.")));
  static final Route.Body COMBINE =
      new Route.Body(
          "",
          List.of(Route.JSON),
          Map.of(
              "check",
              new Route.Field("string", false, "Replaces the combined check; run by sh -c."),
              "argv",
              new Route.Field("array", false, "The same as a program and its arguments."),
              "timeout",
              new Route.Field("string", false, "How long the check may run (default: 30m)."),
              "message",
              new Route.Field("string", false, "Replaces the result's message.")));

  static final Route.Body CARRY =
      new Route.Body(
          "",
          List.of(Route.JSON),
          Map.of(
              Documents.ENVIRONMENT,
              new Route.Field(
                  "object",
                  false,
                  "The variables from which helpers get theirs (default: the engine's own). They"
                      + " are not stored: an engine that is started later does not have them.")));

  private final Places places;
  private final CarriedRuns carried;
  private final WebhookHandlers webhooks;
  private final EventFeed feed = new EventFeed();

  RunHandlers(Places places, CarriedRuns carried, WebhookHandlers webhooks) {
    this.places = places;
    this.carried = carried;
    this.webhooks = webhooks;
  }

  /** Returns the run that the path names. */
  Places.Located located(Call call) throws InterruptedException {
    String reference = call.path("run");
    Optional<Path> repo = call.folder("repo");
    if (repo.isEmpty()) {
      return places.find(reference);
    }
    Place place = places.at(repo.get());
    try {
      return new Places.Located(place, place.here().find(reference));
    } catch (ManyhandsException e) {
      Problem problem = Problem.of(e);
      throw new Refusal(new Problem(404, problem.kind(), problem.detail(), problem.hint()));
    }
  }

  Answer submit(Call call) throws InterruptedException {
    Place place =
        places.at(
            call.folder("repo")
                .orElseThrow(
                    () ->
                        Refusal.usage(
                            "the parameter 'repo' is missing",
                            "name a folder in a git repository: ?repo=/path/to/it")));
    String name = call.text("name").orElse("plan");
    Optional<URI> webhook = WebhookHandlers.ofRun(call);
    Optional<Map<String, String>> environment = Documents.environment(call.type(), call.body());
    AgentCatalog agents =
        environment.isPresent() ? place.here().agents(environment.get()) : place.here().agents();
    Plan plan =
        call.flag("open", false)
            ? Documents.openPlan(call.type(), call.body(), name, agents)
            : Documents.plan(call.type(), call.body(), name, agents);
    long subagents = call.number("concurrency", 1, 10_000, plan.concurrency());
    plan = plan.withConcurrency((int) subagents);
    RunId run =
        environment.isPresent()
            ? place.here().submit(plan, environment.get())
            : place.here().submit(plan);
    webhook.ifPresent(url -> webhooks.add(call, url, place, run));
    if (call.flag("carry", true)) {
      carried.carry(place, run, environment);
    }
    return new Answer.Json(201, RunViews.summary(place.engine().summary(run), place));
  }

  Answer list(Call call) throws InterruptedException {
    Optional<Path> repo = call.folder("repo");
    int from = (int) call.number("from", 0, Integer.MAX_VALUE, 0);
    int most = (int) call.number("limit", 1, 1_000, 100);
    record Row(RunSummary run, ObjectNode view) {}
    List<Row> rows = new ArrayList<>();
    AtomicInteger total = new AtomicInteger();
    Places.Visitor listing =
        place -> {
          List<RunSummary> runs = place.engine().runs();
          total.addAndGet(runs.size());
          runs.stream()
              .limit((long) from + most)
              .forEach(run -> rows.add(new Row(run, RunViews.summary(run, place))));
          return true;
        };
    if (repo.isPresent()) {
      listing.look(places.at(repo.get()));
    } else {
      places.visit(listing);
    }
    rows.sort(Comparator.comparing((Row row) -> row.run().createdAt()).reversed());
    ObjectNode node = RunViews.object().put("total", total.get());
    ArrayNode array = node.putArray("runs");
    rows.stream().skip(from).limit(most).forEach(row -> array.add(row.view()));
    return Answer.ok(node);
  }

  Answer show(Call call) throws InterruptedException {
    Places.Located at = located(call);
    carried.await(at.run(), call.duration("wait", LONGEST_WAIT));
    return summary(at);
  }

  private static Answer summary(Places.Located at) {
    return Answer.ok(RunViews.summary(at.place().engine().summary(at.run()), at.place()));
  }

  Answer plan(Call call) throws InterruptedException {
    Places.Located at = located(call);
    return Answer.ok(
        JsonMapper.shared().readTree(PlanCodec.write(at.place().engine().plan(at.run()))));
  }

  Answer events(Call call) throws InterruptedException {
    Places.Located at = located(call);
    long after = call.number("after", 0, Long.MAX_VALUE, 0);
    Optional<String> seen = call.header("Last-Event-ID");
    if (call.accepts("text/event-stream")) {
      long from =
          seen.isEmpty() ? after : Call.number("Last-Event-ID", seen.get(), 0, Long.MAX_VALUE);
      return feed.stream(at.place().engine(), at.run(), from);
    }
    int most = (int) call.number("limit", 1, EventFeed.MOST, 500);
    return feed.page(
        at.place().engine(), at.run(), after, most, call.duration("wait", LONGEST_WAIT));
  }

  Answer carry(Call call) throws InterruptedException {
    Places.Located at = located(call);
    carried.carry(
        at.place(),
        at.run(),
        Documents.environment(call.fields(CARRY).node(Documents.ENVIRONMENT)));
    return summary(at);
  }

  Answer stop(Call call) throws InterruptedException {
    Places.Located at = located(call);
    at.place().engine().stop(at.run());
    return summary(at);
  }

  Answer cancel(Call call) throws InterruptedException {
    Places.Located at = located(call);
    String reason = call.fields(REASON).text("reason").orElse("somebody cancelled it");
    at.place().engine().cancel(at.run(), Optional.empty(), reason);
    return summary(at);
  }

  Answer combine(Call call) throws InterruptedException {
    Places.Located at = located(call);
    Fields fields = call.fields(COMBINE);
    at.place().engine().close(at.run(), check(fields), fields.text("message"));
    carried.await(at.run(), call.duration("wait", LONGEST_WAIT));
    Report report = at.place().engine().report(at.run());
    ObjectNode node = RunViews.object().put("run", at.run().value());
    boolean over = report.endedAtOrNull() != null;
    node.put("status", over ? report.status() : "in_progress");
    report
        .result()
        .ifPresent(
            result ->
                node.put("branch", result.branch())
                    .put("commit", result.commit().hex())
                    .put("tree", result.tree().hex()));
    ArrayNode merged = node.putArray("merged");
    ArrayNode rejected = node.putArray("rejected");
    for (Report.TaskReport task : report.tasks()) {
      switch (task.state()) {
        case "merged" -> merged.add(task.id().value());
        case "failed", "cancelled", "skipped" ->
            rejected.addObject().put("id", task.id().value()).put("reason", task.reasonOrNull());
        default -> {}
      }
    }
    return new Answer.Json(over ? 200 : 202, node);
  }

  private static Optional<Check> check(Fields fields) {
    Duration timeout =
        fields
            .text("timeout")
            .map(
                text ->
                    DurationText.parse(text)
                        .filter(Duration::isPositive)
                        .orElseThrow(() -> Call.wrong("the field timeout", text, "it as 30m")))
            .orElse(Duration.ofMinutes(30));
    JsonNode argv = fields.node("argv");
    if (argv.isMissingNode()) {
      return fields.text("check").map(text -> new Check(List.of("sh", "-c", text), timeout));
    }
    List<String> words = new ArrayList<>();
    argv.forEach(word -> words.add(word.stringValue("")));
    if (!argv.isArray() || words.isEmpty() || words.getFirst().isEmpty()) {
      throw Refusal.usage("the field 'argv' is no program", "write [\"make\", \"test\"]");
    }
    return Optional.of(new Check(words, timeout));
  }

  Answer land(Call call) throws InterruptedException {
    Places.Located at = located(call);
    Landed landed = at.place().here().land(at.run());
    return Answer.ok(
        RunViews.object()
            .put("branch", landed.branch())
            .put("commit", landed.commit().hex())
            .put("before", landed.before())
            .put("combined", landed.combined()));
  }

  Answer report(Call call) throws InterruptedException {
    Places.Located at = located(call);
    String name = call.text("format").orElse("json");
    RunReports.Format format =
        switch (name) {
          case "md" -> RunReports.Format.MARKDOWN;
          case "json" -> RunReports.Format.JSON;
          case "html" -> RunReports.Format.HTML;
          case "junit" -> RunReports.Format.JUNIT;
          case "sarif" -> RunReports.Format.SARIF;
          default -> throw Call.wrong("format", name, "md, json, html, junit or sarif");
        };
    String type =
        switch (format) {
          case MARKDOWN -> "text/markdown; charset=utf-8";
          case JSON -> Route.JSON;
          case HTML -> "text/html; charset=utf-8";
          case JUNIT -> "application/xml";
          case SARIF -> "application/sarif+json";
        };
    Report report = at.place().engine().report(at.run());
    return new Answer.Stream(
        type, out -> new RunReports(at.place().engine()).write(report, format, out));
  }

  Answer diff(Call call) throws InterruptedException {
    Places.Located at = located(call);
    return TaskHandlers.diff(at, Optional.empty(), call);
  }

  Answer questions(Call call) throws InterruptedException {
    return questions(call, _ -> true);
  }

  Answer approvals(Call call) throws InterruptedException {
    return questions(call, open -> open.question().kind() == Question.Kind.APPROVAL);
  }

  private Answer questions(Call call, Predicate<OpenQuestion> wanted) throws InterruptedException {
    Places.Located at = located(call);
    List<OpenQuestion> open = at.place().engine().questions(at.run());
    return Answer.ok(RunViews.questions(open.stream().filter(wanted).toList()));
  }
}
