package dev.manyhands.app.http;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.engine.attempt.RunFolder;
import dev.manyhands.engine.report.JsonReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of the tasks of a run. */
final class TaskHandlers {
  static final Route.Body MESSAGE =
      new Route.Body(
          "",
          List.of(Route.JSON),
          Map.of(
              "text",
              new Route.Field("string", true, "What the subagent is told at its next turn."),
              "interrupt",
              new Route.Field("boolean", false, "Whether its turn ends at once for that.")));
  static final Route.Body ANSWER =
      new Route.Body(
          "",
          List.of(Route.JSON),
          Map.of(
              "text",
              new Route.Field("string", true, "The answer; allow or deny for an approval."),
              "attempt",
              new Route.Field(
                  "integer", false, "Whose question it is (default: of the one at work)."),
              "question",
              new Route.Field("integer", false, "Its number (default: the oldest).")));

  /** Options of git diff that only change how it looks; others could write files. */
  private static final Pattern OPTION =
      Pattern.compile(
          "--(stat|numstat|shortstat|name-only|name-status|no-color|color=(always|never)"
              + "|no-prefix|src-prefix=[a-z]/|dst-prefix=[a-z]/|unified=\\d{1,4})");

  private final RunHandlers runs;
  private final KnownTasks known = new KnownTasks();

  TaskHandlers(RunHandlers runs) {
    this.runs = runs;
  }

  private static TaskId task(Call call) {
    String id = call.path("task");
    if (!TaskId.SHAPE.matcher(id).matches()) {
      throw noTask(id);
    }
    return new TaskId(id);
  }

  private static Refusal noTask(String id) {
    return Refusal.of(
        404,
        "the run has no task '%s'".formatted(Call.shorten(id)),
        "GET /api/v1/runs/{run}/tasks lists its tasks");
  }

  private TaskId demand(Places.Located at, TaskId id) {
    if (!known.of(at.place().engine(), at.run()).ids().contains(id)) {
      throw noTask(id.value());
    }
    return id;
  }

  private static Report.TaskReport report(Places.Located at, TaskId id) {
    return at.place().engine().report(at.run()).tasks().stream()
        .filter(task -> task.id().equals(id))
        .findFirst()
        .orElseThrow(() -> noTask(id.value()));
  }

  Answer list(Call call) throws InterruptedException {
    Places.Located at = runs.located(call);
    int from = (int) call.number("from", 0, Integer.MAX_VALUE, 0);
    int most = (int) call.number("limit", 1, 1_000, 100);
    return Answer.ok(RunViews.tasks(at.place().engine().report(at.run()), from, most));
  }

  Answer add(Call call) throws InterruptedException {
    Places.Located at = runs.located(call);
    KnownTasks.Known present = known.of(at.place().engine(), at.run());
    List<TaskSpec> tasks =
        Documents.tasks(
            call.type(),
            call.body(),
            at.place().engine().agents(at.run()),
            present.ofAdded(),
            present.ids());
    at.place().engine().add(at.run(), tasks);
    ObjectNode node = RunViews.object().put("run", at.run().value());
    ArrayNode array = node.putArray("tasks");
    // Where they stand by now is not asked: who adds many would wait for it.
    tasks.forEach(task -> array.addObject().put("id", task.id().value()).put("state", "waiting"));
    return new Answer.Json(201, node);
  }

  Answer show(Call call) throws InterruptedException {
    Places.Located at = runs.located(call);
    TaskId id = task(call);
    return Answer.ok(JsonReport.task(report(at, id)));
  }

  Answer send(Call call) throws InterruptedException {
    Places.Located at = runs.located(call);
    Fields fields = call.fields(MESSAGE);
    TaskId id = demand(at, task(call));
    at.place().engine().send(at.run(), id, fields.demandText("text"), fields.flag("interrupt"));
    return new Answer.Json(202, RunViews.of(Map.of("task", id.value(), "status", "queued")));
  }

  Answer answer(Call call) throws InterruptedException {
    Places.Located at = runs.located(call);
    Fields fields = call.fields(ANSWER);
    TaskId id = demand(at, task(call));
    at.place()
        .engine()
        .answer(
            at.run(),
            id,
            new QuestionName(fields.number("attempt", 0), fields.number("question", 0)),
            fields.demandText("text"));
    return Answer.ok(RunViews.of(Map.of("task", id.value())));
  }

  Answer cancel(Call call) throws InterruptedException {
    Places.Located at = runs.located(call);
    String reason = call.fields(RunHandlers.REASON).text("reason").orElse("somebody cancelled it");
    TaskId id = demand(at, task(call));
    at.place().engine().cancel(at.run(), Optional.of(id), reason);
    return new Answer.Json(202, RunViews.of(Map.of("task", id.value())));
  }

  Answer diff(Call call) throws InterruptedException {
    Places.Located at = runs.located(call);
    return diff(at, Optional.of(demand(at, task(call))), call);
  }

  static Answer diff(Places.Located at, Optional<TaskId> task, Call call) {
    List<String> options = new ArrayList<>(List.of("--no-color"));
    for (String option : call.texts("option")) {
      if (!OPTION.matcher(option).matches()) {
        throw Call.wrong("option", option, "one such as --stat, --name-only or --unified=10");
      }
      options.add(option);
    }
    return new Answer.Stream(
        "text/x-diff; charset=utf-8",
        out -> at.place().engine().diff(at.run(), task, options, out));
  }

  Answer transcript(Call call) throws InterruptedException {
    return file(call, "application/x-ndjson", RunFolder::transcript);
  }

  Answer log(Call call) throws InterruptedException {
    return file(call, "text/plain; charset=utf-8", RunFolder::output);
  }

  private Answer file(Call call, String type, BiFunction<RunFolder, AttemptId, Path> which)
      throws InterruptedException {
    Places.Located at = runs.located(call);
    Report.TaskReport task = report(at, task(call));
    int latest = task.attempts().size();
    int attempt = (int) call.number("attempt", 1, Math.max(1, latest), Math.max(1, latest));
    long offset = call.number("offset", 0, Long.MAX_VALUE, 0);
    long most = call.number("limit", 1, Long.MAX_VALUE, Long.MAX_VALUE);
    Path file =
        which.apply(at.place().engine().folder(at.run()), new AttemptId(task.id(), attempt));
    if (!Files.isRegularFile(file)) {
      throw Refusal.of(404, "attempt %d of task '%s' has none".formatted(attempt, task.id()), "");
    }
    return new Answer.Stream(type, out -> copy(file, offset, most, out));
  }

  private static void copy(Path file, long offset, long most, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skip(offset);
      byte[] piece = new byte[16 * 1024];
      long left = most;
      int count = in.read(piece);
      while (count > 0 && left > 0) {
        out.write(piece, 0, (int) Math.min(count, left));
        left -= count;
        count = in.read(piece);
      }
      // So that an empty file is an answer too.
      out.flush();
    }
  }
}
