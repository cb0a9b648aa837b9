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
    List<Instant> all = limits(live);
    if (live.phase() instanceof Phase.Unpublished unpublished) {
      all.add(unpublished.notBefore());
    }
    Funds funds = Funds.of(live);
    boolean slotIsFree = atWork(live) < live.plan().concurrency();
    for (Task task : live.tasks()) {
      if (task.state() instanceof TaskState.Ready ready && slotIsFree && funds.allow(task.spec())) {
        all.add(ready.notBefore());
      }
    }
    nextVerification(live).ifPresent(all::add);
    return all;
  }

  /** Returns when what goes on or waits has taken too long, in a fixed order. */
  static List<Instant> limits(RunState.Live live) {
    List<Instant> limits = new ArrayList<>();
    switch (live.phase()) {
      case Phase.Working working -> limits.add(working.deadline());
      case Phase.Publishing publishing -> limits.add(publishing.deadline());
      case Phase.Cancelling _, Phase.Unpublished _ -> {}
    }
    for (Task task : live.tasks()) {
      switch (task.state()) {
        case TaskState.Ready ready -> limits.add(ready.deadline());
        case TaskState.Running running -> {
          limits.add(running.deadline());
          task.talk().open().forEach(question -> limits.add(question.deadline()));
        }
        case TaskState.Stopping stopping -> limits.add(stopping.deadline());
        case TaskState.Waiting _, TaskState.Merging _, TaskState.Ended _ -> {}
      }
    }
    if (live.integration().step() instanceof Integration.Step.Verifying verifying) {
      limits.add(verifying.deadline());
    }
    return limits;
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

  private static Optional<Instant> nextVerification(RunState.Live live) {
    Integration integration = live.integration();
    return switch (integration.step()) {
      case Integration.Step.Verifying _ -> Optional.empty();
      case Integration.Step.Idle idle -> {
        boolean moreMayCome =
            atWork(live) > 0
                || live.tasks().stream().anyMatch(t -> t.state() instanceof TaskState.Ready);
        boolean checked =
            integration.health() != Integration.Health.UNKNOWN
                || integration.head().equals(live.base());
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
