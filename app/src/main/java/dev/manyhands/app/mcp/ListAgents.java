package dev.manyhands.app.mcp;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says where tasks stand. */
final class ListAgents implements McpTool {
  private static final int PAGE = 100;
  private static final int MOST_RUNS = 10;
  private static final Set<String> ENDED =
      Set.of("merged", "succeeded", "failed", "cancelled", "skipped");
  private static final Set<String> FILTERS =
      Words.of(
          "all",
          "active",
          "ended",
          "waiting",
          "ready",
          "running",
          "needs-input",
          "merging",
          "merged",
          "succeeded",
          "failed",
          "cancelled",
          "skipped");

  private final InstantSource clock;

  ListAgents(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "list_agents";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    Arguments arguments = call.arguments();
    String filter = arguments.oneOf("status_filter", "all", FILTERS);
    int page = arguments.integer("page", 1, Integer.MAX_VALUE).orElse(1);
    if (arguments.text("run").isEmpty() && call.connection().current().isEmpty()) {
      return runs(call.connection().orchestrator(arguments));
    }
    RunView view = call.view();
    Report report = view.report();
    Answer answer = Answer.about(view);
    answer.body().put("status", view.orchestrator().summary(view.run()).status());
    Map<String, Integer> counts = new TreeMap<>();
    report.tasks().forEach(task -> counts.merge(task.state(), 1, Integer::sum));
    ObjectNode shown = answer.body().putObject("counts");
    counts.forEach(shown::put);
    List<TaskReport> tasks =
        report.tasks().stream().filter(task -> passes(task.state(), filter)).toList();
    ArrayNode list = answer.body().putArray("tasks");
    LastWords lastWords = new LastWords(view.orchestrator().folder(view.run()));
    tasks.stream().skip((page - 1L) * PAGE).limit(PAGE).forEach(t -> task(list, t, lastWords));
    answer.body().put("page", page).put("pages", Math.max(1, (tasks.size() + PAGE - 1) / PAGE));
    return answer;
  }

  private static boolean passes(String state, String filter) {
    return switch (filter) {
      case "all" -> true;
      case "active" -> !ENDED.contains(state);
      case "ended" -> ENDED.contains(state);
      default -> state.equals(filter);
    };
  }

  private void task(ArrayNode list, TaskReport task, LastWords lastWords) {
    ObjectNode item =
        list.addObject()
            .put("id", task.id().value())
            .put("title", task.title())
            .put("agent", task.agent())
            .put("state", task.state())
            .put("elapsed_ms", elapsed(task).toMillis());
    String last = task.reasonOrNull();
    if (last == null && !task.attempts().isEmpty()) {
      AttemptReport attempt = task.attempts().getLast();
      last =
          attempt.endedAtOrNull() == null
              ? lastWords.of(
                  new AttemptId(task.id(), attempt.number()), new AgentName(task.agent()))
              : task.summary();
    }
    if (last != null && !last.isEmpty()) {
      item.put("last", LastWords.oneLine(last));
    }
  }

  private Duration elapsed(TaskReport task) {
    if (task.attempts().isEmpty()) {
      return Duration.ZERO;
    }
    Instant end = task.attempts().getLast().endedAtOrNull();
    Duration elapsed =
        Duration.between(
            task.attempts().getFirst().startedAt(),
            Objects.requireNonNullElseGet(end, clock::instant));
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }

  private static Answer runs(Orchestrator orchestrator) {
    Answer answer =
        new Answer(JsonMapper.shared().createObjectNode().putNull("run"), Optional.empty());
    answer.body().putArray("tasks");
    ArrayNode runs = answer.body().putArray("runs");
    for (RunSummary run : orchestrator.runs().stream().limit(MOST_RUNS).toList()) {
      runs.addObject()
          .put("run", run.id().value())
          .put("name", run.name())
          .put("status", run.status())
          .put("tasks", run.tasks());
    }
    return answer;
  }
}
