package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.Integrator;
import dev.manyhands.engine.port.Workspaces;
import dev.manyhands.engine.process.Supervisor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the procedures of one run share.
 *
 * @param agents by their names; holds the agent of every task of the plan
 * @param grace between asking a process to end and killing it
 */
public record RunContext(
    RunId run,
    Plan plan,
    RunFolder folder,
    Workspaces workspaces,
    Integrator integrator,
    Map<AgentName, AgentRunner> agents,
    Supervisor supervisor,
    Duration grace,
    InstantSource clock,
    Activity activity) {

  TaskSpec task(TaskId id) {
    return plan.tasks().stream()
        .filter(task -> task.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no task is called " + id));
  }
}
