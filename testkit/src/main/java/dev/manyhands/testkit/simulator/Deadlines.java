package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Integration;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Everything that a state of a run waits for, read off the state itself. */
final class Deadlines {
  private Deadlines() {}

  /** Returns when something has to be decided at the latest, if the run is under way. */
  static Optional<Instant> earliest(RunState state) {
    return switch (state) {
      case RunState.Unstarted _, RunState.Finished _ -> Optional.empty();
      case RunState.Live live -> {
        List<Instant> all = all(live);
        if (all.isEmpty()) {
          throw new Violation("I12", "nothing limits the wait in " + live.phase());
        }
        yield Optional.of(Collections.min(all));
      }
    };
  }

  private static List<Instant> all(RunState.Live live) {
    List<Instant> all = new ArrayList<>();
    switch (live.phase()) {
      case Phase.Working working -> all.add(working.deadline());
      case Phase.Cancelling _ -> {}
      case Phase.Publishing publishing -> all.add(publishing.deadline());
      case Phase.Unpublished unpublished -> all.add(unpublished.notBefore());
    }
    Funds funds = Funds.of(live);
    boolean slotIsFree = atWork(live) < live.plan().concurrency();
    for (Task task : live.tasks()) {
      switch (task.state()) {
        case TaskState.Ready ready -> {
          all.add(ready.deadline());
          if (slotIsFree && funds.allow(task.spec())) {
            all.add(ready.notBefore());
          }
        }
        case TaskState.Running running -> {
          all.add(running.deadline());
          task.talk().open().forEach(question -> all.add(question.deadline()));
        }
        case TaskState.Stopping stopping -> all.add(stopping.deadline());
        case TaskState.Waiting _, TaskState.Merging _, TaskState.Ended _ -> {}
      }
    }
    ofIntegration(live).ifPresent(all::add);
    return all;
  }

  /** Returns how many subagents hold a slot. */
  static long atWork(RunState.Live live) {
    return live.tasks().stream()
        .filter(
            task ->
                task.state() instanceof TaskState.Running
                    || task.state() instanceof TaskState.Stopping)
        .count();
  }

  private static Optional<Instant> ofIntegration(RunState.Live live) {
    Integration integration = live.integration();
    return switch (integration.step()) {
      case Integration.Step.Verifying verifying -> Optional.of(verifying.deadline());
      case Integration.Step.Idle idle -> {
        boolean moreMayCome =
            atWork(live) > 0
                || live.tasks().stream().anyMatch(t -> t.state() instanceof TaskState.Ready);
        boolean checked =
            integration.health() != Integration.Health.UNKNOWN
                || integration.head().commit().equals(live.base());
        boolean allHaveEnded =
            live.tasks().stream().allMatch(t -> t.state() instanceof TaskState.Ended);
        // On a broken head, changes wait for the other tasks, whose limits hold for them too.
        boolean waits =
            (integration.queue().isEmpty() && (checked || !allHaveEnded))
                || (integration.health() == Integration.Health.BROKEN && moreMayCome);
        yield waits ? Optional.empty() : Optional.of(idle.notBefore());
      }
    };
  }
}
