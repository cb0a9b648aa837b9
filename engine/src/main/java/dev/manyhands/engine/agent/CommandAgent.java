package dev.manyhands.engine.agent;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.process.Explanations;
import dev.manyhands.engine.process.Program;
import dev.manyhands.engine.process.ProgramEnd;
import dev.manyhands.engine.process.Supervisor;

/** Any program as a helper: it has done its task when it ends with exit code 0. */
public final class CommandAgent implements AgentRunner {
  private final Supervisor supervisor;

  public CommandAgent(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  @Override
  public AgentName name() {
    return AgentName.COMMAND;
  }

  @Override
  public Result run(Assignment assignment) throws InterruptedException {
    if (!(assignment.task().work() instanceof Work.Program work)) {
      throw new IllegalArgumentException(assignment.task().id() + " is not a command");
    }
    TaskLimits limits = assignment.task().limits();
    Program program =
        new Program(
            work.argv(),
            assignment.workspace(),
            assignment.environment(),
            assignment.log(),
            limits.timeout(),
            limits.idle(),
            assignment.cookie());
    return result(supervisor.run(program, assignment.activity()));
  }

  private static Result result(ProgramEnd end) {
    String last = end.lastLine();
    return switch (end) {
      case ProgramEnd.Exited exited ->
          exited.code() == 0
              ? new Result(Outcome.SUCCEEDED, "", 0, last, Usage.NONE)
              : new Result(
                  Outcome.FAILED, Explanations.of(exited), exited.code(), last, Usage.NONE);
      case ProgramEnd.TimedOut timedOut ->
          new Result(Outcome.TIMED_OUT, Explanations.of(timedOut), null, last, Usage.NONE);
      case ProgramEnd.Stalled stalled ->
          new Result(Outcome.STALLED, Explanations.of(stalled), null, last, Usage.NONE);
      case ProgramEnd.NotStarted notStarted ->
          new Result(Outcome.FAILED, notStarted.reason(), null, last, Usage.NONE);
    };
  }
}
