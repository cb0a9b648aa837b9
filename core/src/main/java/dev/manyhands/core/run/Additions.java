package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.RunState.Finished;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.RunState.Unstarted;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says whether tasks can be added to a run. */
public final class Additions {
  /** The most tasks that a run may have. */
  public static final int MOST = 100_000;

  private Additions() {}

  /**
   * Returns why these tasks cannot be added to a run in this state, in one sentence.
   *
   * @param tasks each may need those that the run has, and those before it in the list
   */
  public static Optional<String> problem(RunState state, List<TaskSpec> tasks) {
    return switch (state) {
      case Unstarted _ -> Optional.of("the run has not started");
      case Finished _ -> Optional.of("the run is over");
      case Live live ->
          live.phase() instanceof Phase.Working working && working.open()
              ? problem(live, tasks)
              : Optional.of("the run is closed");
    };
  }

  private static Optional<String> problem(Live live, List<TaskSpec> tasks) {
    if (live.tasks().size() + tasks.size() > MOST) {
      return Optional.of("a run has at most %d tasks".formatted(MOST));
    }
    Set<TaskId> added = new HashSet<>();
    for (TaskSpec task : tasks) {
      for (TaskId need : task.needs()) {
        if (!added.contains(need) && live.tasks().find(need).isEmpty()) {
          return Optional.of(
              "task '%s' needs '%s', which no task before it is called".formatted(task.id(), need));
        }
      }
      if (live.tasks().find(task.id()).isPresent() || !added.add(task.id())) {
        return Optional.of("there is a task '%s' already".formatted(task.id()));
      }
    }
    return tasks.isEmpty() ? Optional.of("there is no task to add") : Optional.empty();
  }
}
