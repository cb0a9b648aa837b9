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
import java.util.function.Function;

/**
 * What the procedures of one run share.
 *
 * @param plan its tasks are only the first ones of a run that is open
 * @param tasks all tasks so far
 * @param desk where the run's subagents can be reached
 * @param environment of whoever started the run: programs see a little of it
 * @param agents finds them by their names
 * @param grace between asking a process to end and killing it
 */
public record RunContext(
    RunId run,
    Plan plan,
    TaskBook tasks,
    Desk desk,
    RunFolder folder,
    Workspaces workspaces,
    Integrator integrator,
    Map<String, String> environment,
    Function<AgentName, AgentRunner> agents,
    Supervisor supervisor,
    Duration grace,
    InstantSource clock,
    Activity activity) {

  TaskSpec task(TaskId id) {
    return tasks.spec(id);
  }
}
