package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.RunReports;
import dev.manyhands.engine.RunSummary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What can be read of runs without a tool: reports, diffs and transcripts. */
final class RunResources {
  /** All runs of the repository. */
  static final String RUNS = "manyhands://runs";

  /** The report of a run. */
  static final String REPORT = "manyhands://runs/{run}/report";

  /** What a run changed. */
  static final String RUN_DIFF = "manyhands://runs/{run}/diff";

  /** What a task changed. */
  static final String DIFF = "manyhands://runs/{run}/tasks/{task}/diff";

  /** What a task's subagent said and did. */
  static final String TRANSCRIPT = "manyhands://runs/{run}/tasks/{task}/transcript";

  private static final Pattern URI =
      Pattern.compile("manyhands://runs(?:/([^/]+)(?:/tasks/([^/]+))?/(report|diff|transcript))?");

  private final Repositories repositories;

  RunResources(Repositories repositories) {
    this.repositories = repositories;
  }

  /** A text, and what kind of text it is. */
  record Content(String type, String text) {}

  /**
   * Reads one.
   *
   * @throws ManyhandsException if there is none
   */
  Content read(String uri) throws InterruptedException {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw ManyhandsException.usage("there is no resource " + uri, "the templates list them");
    }
    Orchestrator orchestrator = repositories.at(repositories.standard());
    if (parts.group(1) == null) {
      return new Content("application/json", runs(orchestrator));
    }
    RunView view =
        new RunView(orchestrator, orchestrator.find(Objects.requireNonNull(parts.group(1))));
    view.catchUp();
    String task = parts.group(2);
    return switch (Objects.requireNonNull(parts.group(3))) {
      case "report" -> new Content("text/markdown", report(view));
      case "diff" ->
          new Content("text/x-diff", task == null ? diff(view) : diff(view, known(view, task)));
      default -> new Content("text/plain", transcript(view, known(view, task)));
    };
  }

  private static TaskId known(RunView view, @Nullable String task) {
    if (task == null || !TaskId.SHAPE.matcher(task).matches()) {
      throw ManyhandsException.usage("'%s' is not the id of a task".formatted(task), "");
    }
    TaskId id = new TaskId(task);
    WaitAgents.demandKnown(view, Set.of(id));
    return id;
  }

  private static String runs(Orchestrator orchestrator) {
    ArrayNode runs = JsonMapper.shared().createArrayNode();
    for (RunSummary run : orchestrator.runs()) {
      runs.addObject()
          .put("run", run.id().value())
          .put("name", run.name())
          .put("status", run.status())
          .put("tasks", run.tasks())
          .put("created_at", run.createdAt().toString());
    }
    return runs.toString();
  }

  private static String report(RunView view) {
    Report report = view.orchestrator().report(view.run());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RunReports(view.orchestrator()).write(report, RunReports.Format.MARKDOWN, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String diff(RunView view) throws InterruptedException {
    TextPage page = new TextPage(1);
    view.orchestrator().diff(view.run(), Optional.empty(), List.of("--no-color"), page);
    return first(page, "manyhands diff %s".formatted(view.run()));
  }

  private static String diff(RunView view, TaskId task) throws InterruptedException {
    return first(
        GetResult.diff(view, task, 1),
        "get_result with id '%s', part 'diff' and page 2".formatted(task));
  }

  private static String transcript(RunView view, TaskId task) {
    return first(
        GetResult.transcript(view, view.task(task).orElseThrow(), 1),
        "get_result with id '%s', part 'transcript' and page 2".formatted(task));
  }

  /** A resource has no pages: it says where the rest is. */
  private static String first(TextPage page, String rest) {
    return page.pages() == 1
        ? page.text()
        : page.text() + "\n[page 1 of %d; the rest: %s]\n".formatted(page.pages(), rest);
  }
}
