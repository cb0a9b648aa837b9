package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.RunState.Finished;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.RunState.Unstarted;
import dev.manyhands.core.run.TaskState.Running;
import java.util.Optional;

/** Says why nothing follows from what somebody asks of a run. */
public final class Refusals {
  private Refusals() {}

  /**
   * Returns why a command means nothing in this state, in one sentence; empty for one that does, or
   * that nobody waits for.
   */
  public static Optional<String> of(RunState state, Command command) {
    return switch (command) {
      case Command.AddTasks add -> Additions.problem(state, add.tasks());
      case Command.CloseRun _ -> close(state);
      case Command.Send send -> ofTask(state, send.task()).or(() -> send(state, send.task()));
      case Command.Answer answer -> ofTask(state, answer.task()).or(() -> answer(state, answer));
      case Command.CancelTask cancel -> ofTask(state, cancel.task());
      case Command.CancelRun _,
          Command.Start _,
          Command.Resume _,
          Command.LoseTime _,
          Command.Tick _,
          Command.Acknowledge _,
          Command.Ask _,
          Command.Note _,
          Command.Charge _,
          Command.FinishAttempt _,
          Command.FinishMerge _,
          Command.FinishPublish _ ->
          Optional.empty();
    };
  }

  private static Optional<String> close(RunState state) {
    return state instanceof Live live
            && live.phase() instanceof Phase.Working working
            && working.open()
        ? Optional.empty()
        : Optional.of("the run is closed");
  }

  private static Optional<String> ofTask(RunState state, TaskId id) {
    return switch (state) {
      case Unstarted _ -> Optional.of("the run has not started");
      case Finished _ -> Optional.of("the run is over");
      case Live live ->
          live.tasks().find(id).isPresent()
              ? Optional.empty()
              : Optional.of("the run has no task '%s'".formatted(id));
    };
  }

  private static Optional<String> send(RunState state, TaskId id) {
    Task task = ((Live) state).tasks().get(id);
    if (task.spec().work() instanceof Work.Program) {
      return Optional.of(
          "task '%s' is done by a program, which cannot be told anything".formatted(id));
    }
    return Conversation.hears(task)
        ? Optional.empty()
        : Optional.of("nobody is at work on task '%s' any more".formatted(id));
  }

  private static Optional<String> answer(RunState state, Command.Answer answer) {
    Task task = ((Live) state).tasks().get(answer.task());
    boolean asks =
        task.state() instanceof Running running
            && task.talk().find(answer.question(), running.attempt()).isPresent();
    return asks
        ? Optional.empty()
        : Optional.of(
            answer.question().number() == 0
                ? "task '%s' asks nothing".formatted(answer.task())
                : "task '%s' has no open question %s".formatted(answer.task(), answer.question()));
  }
}
