package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.plan.PlanProblem;
import dev.manyhands.engine.plan.PlanReader;
import dev.manyhands.engine.plan.PlanResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts a run whose tasks are all known. */
final class RunPlan implements McpTool {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "run_plan";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    Arguments arguments = call.arguments();
    Optional<String> text = arguments.text("plan");
    Optional<String> path = arguments.text("path");
    if (text.isPresent() == path.isPresent()) {
      throw ManyhandsException.usage(
          "run_plan needs either 'plan' or 'path'",
          "write the plan's YAML text into 'plan', or the name of its file into 'path'");
    }
    Set<AgentName> agents = call.connection().agents(arguments).names();
    PlanResult result =
        text.isPresent()
            ? new PlanReader().read(text.get(), "plan", agents)
            : new PlanReader()
                .read(call.connection().folder(arguments).resolve(path.orElseThrow()), agents);
    Plan plan = result.orThrow();
    Orchestrator orchestrator = call.connection().orchestrator(arguments);
    RunId run = orchestrator.submit(plan);
    orchestrator.carry(run);
    RunView view = call.connection().adopt(arguments, orchestrator, run);
    view.await(PATIENCE);
    Answer answer = Answer.about(view);
    answer.body().put("tasks", plan.tasks().size());
    List<String> warnings =
        result instanceof PlanResult.Valid valid
            ? valid.warnings().stream().map(PlanProblem::toString).toList()
            : List.of();
    answer.texts("warnings", warnings.isEmpty() ? view.report().warnings() : warnings);
    return answer;
  }
}
