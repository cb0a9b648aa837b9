package dev.manyhands.engine.agent.function;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.CommitFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * A function of this program as a helper.
 *
 * @param function empty when this program did not register one of that name
 * @param grace how long one that was interrupted may take to end
 */
record FunctionAgent(
    AgentName name,
    Optional<HelperFunction> function,
    CommitFiles commits,
    Stragglers stragglers,
    Duration grace)
    implements AgentRunner {

  @Override
  public String provider() {
    return "";
  }

  /** Its session is one turn; messages reach it by its {@link dev.manyhands.engine.port.Mail}. */
  @Override
  public Features features() {
    return Features.NONE;
  }

  @Override
  public boolean needsWorkspace(TaskSpec task) {
    return function.isPresent()
        && !(task.work() instanceof Work.Prompt prompt && prompt.brief().readOnly());
  }

  @Override
  public AgentSession open(Assignment assignment) {
    HelperFunction found =
        function.orElseThrow(
            () ->
                new ManyhandsException(
                    Kind.CONFIG,
                    "this task is done by a Java function, and none is registered as '%s' here"
                        .formatted(FunctionAgents.function(name)),
                    "carry the run on from the program that has it"));
    return new FunctionSession(found, assignment, commits, stragglers, grace);
  }
}
