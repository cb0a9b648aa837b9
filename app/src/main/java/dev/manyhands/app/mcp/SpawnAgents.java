package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Adds tasks to a run, which is opened when there is none. */
final class SpawnAgents implements McpTool {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String NAME_OF_RUN = "agents";

  @Override
  public String name() {
    return "spawn_agents";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    Arguments arguments = call.arguments();
    List<JsonNode> tasks = tasks(arguments);
    TaskTexts texts =
        new TaskTexts(call.connection().agents(arguments).names(), arguments.text("agent"), "");
    call.connection().opening().lockInterruptibly();
    try {
      Optional<RunView> open = open(call);
      return open.isPresent()
          ? answer(open.get(), add(open.get(), arguments, texts, tasks), false)
          : start(call, texts, tasks);
    } finally {
      call.connection().opening().unlock();
    }
  }

  private static List<JsonNode> tasks(Arguments arguments) {
    List<JsonNode> tasks = arguments.items("tasks");
    if (tasks.isEmpty()) {
      throw ManyhandsException.usage(
          "'tasks' is empty",
          "write at least one, such as {\"id\": \"docs\", \"agent\": \"claude\", \"prompt\":"
              + " \"…\"}");
    }
    for (int i = 0; i < tasks.size(); i++) {
      if (!tasks.get(i).isObject()) {
        throw ManyhandsException.usage(
            "tasks[%d] is no object".formatted(i),
            "write {\"id\": …, \"prompt\": …} or {\"id\": …, \"command\": […]}");
      }
    }
    return tasks;
  }

  /** Returns the run that takes more tasks; empty when one has to be opened. */
  private static Optional<RunView> open(ToolCall call) throws InterruptedException {
    if (call.arguments().text("run").isPresent()) {
      RunView named = call.view();
      Interrupted.goOn(named);
      if (!named.isOpen()) {
        throw ManyhandsException.usage(
            "run %s takes no more tasks: it is closed".formatted(named.run()),
            "leave 'run' out: then these tasks open another run");
      }
      return Optional.of(named);
    }
    Optional<RunView> own = call.connection().current();
    if (own.isEmpty()) {
      return own;
    }
    Orchestrator asked = call.connection().orchestrator(call.arguments());
    if (call.arguments().text("repo").isPresent() && !asked.equals(own.get().orchestrator())) {
      return Optional.empty();
    }
    own.get().catchUp();
    Interrupted.goOn(own.get());
    return own.filter(RunView::isOpen);
  }

  private static List<TaskSpec> add(
      RunView view, Arguments arguments, TaskTexts texts, List<JsonNode> tasks)
      throws InterruptedException {
    for (String fixed : List.of("concurrency", "combine")) {
      if (arguments.find(fixed).isPresent()) {
        throw ManyhandsException.usage(
            "run %s is open already, and '%s' is fixed when a run is opened"
                .formatted(view.run(), fixed),
            "leave it out"
                + (fixed.equals("combine") ? ", and give check and message to combine" : ""));
      }
    }
    List<TaskSpec> specs = texts.of(view.plan()).read(tasks, view.ids());
    view.orchestrator().add(view.run(), specs);
    return specs;
  }

  private static Answer start(ToolCall call, TaskTexts texts, List<JsonNode> tasks)
      throws InterruptedException {
    Arguments arguments = call.arguments();
    Plan plan =
        texts.open(
            tasks,
            arguments.integer("concurrency", 1, 10_000).orElse(null),
            arguments.find("combine").orElse(null),
            NAME_OF_RUN);
    Orchestrator orchestrator = call.connection().orchestrator(arguments);
    RunId run = orchestrator.submit(plan);
    orchestrator.carry(run);
    RunView view = call.connection().adopt(arguments, orchestrator, run);
    view.await(PATIENCE); // For its first event, which has the warnings.
    return answer(view, plan.tasks(), true);
  }

  private static Answer answer(RunView view, List<TaskSpec> accepted, boolean opened)
      throws InterruptedException {
    view.catchUp();
    Answer answer = Answer.about(view);
    answer.body().put("opened", opened).put("accepted", accepted.size());
    ArrayNode list = answer.body().putArray("tasks");
    for (TaskSpec spec : accepted.stream().limit(Answer.MOST_IDS).toList()) {
      list.addObject()
          .put("id", spec.id().value())
          .put("state", view.task(spec.id()).map(TaskReport::state).orElse("waiting"));
    }
    if (opened) {
      answer.texts("warnings", view.report().warnings());
    }
    return answer;
  }
}
