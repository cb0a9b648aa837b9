package dev.manyhands.engine.agent;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.TurnEnd;
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
  public String provider() {
    return "";
  }

  @Override
  public Features features() {
    return Features.NONE;
  }

  @Override
  public AgentSession open(Assignment assignment) {
    if (!(assignment.task().work() instanceof Work.Program work)) {
      throw new IllegalArgumentException(assignment.task().id() + " is not a command");
    }
    Program program =
        new Program(
            work.argv(),
            assignment.workspace(),
            assignment.environment(),
            assignment.log(),
            assignment.task().limits().timeout(),
            assignment.task().limits().idle(),
            assignment.cookie());
    return new Session(supervisor, program, assignment);
  }

  /** One turn, which is all of the program's life. */
  private record Session(Supervisor supervisor, Program program, Assignment assignment)
      implements AgentSession {
    @Override
    public TurnEnd turn(String text) throws InterruptedException {
      return end(supervisor.run(program, assignment.activity(), assignment.watch()));
    }

    @Override
    public void interrupt() {
      // A program cannot be told anything.
    }

    @Override
    public void close() {
      // The supervisor has ended everything.
    }
  }

  private static TurnEnd end(ProgramEnd end) {
    String last = end.lastLine();
    return switch (end) {
      case ProgramEnd.Exited exited ->
          exited.code() == 0
              ? new TurnEnd.Done(last, null, 0)
              : new TurnEnd.Failed(
                  Outcome.FAILED, Explanations.of(exited), false, exited.code(), last);
      case ProgramEnd.TimedOut timedOut ->
          new TurnEnd.Failed(Outcome.TIMED_OUT, Explanations.of(timedOut), false, null, last);
      case ProgramEnd.Stalled stalled ->
          new TurnEnd.Failed(Outcome.STALLED, Explanations.of(stalled), false, null, last);
      case ProgramEnd.NotStarted notStarted ->
          new TurnEnd.Failed(Outcome.FAILED, notStarted.reason(), false, null, last);
    };
  }
}
