package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Integration.Step;
import dev.manyhands.core.run.RunState.Finished;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.RunState.Unstarted;
import dev.manyhands.core.run.TaskState.Ended;
import dev.manyhands.core.run.TaskState.Merging;
import dev.manyhands.core.run.TaskState.Ready;
import dev.manyhands.core.run.TaskState.Running;
import dev.manyhands.core.run.TaskState.Stopping;
import dev.manyhands.core.run.TaskState.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Derives from a state what should be going on: for each task, and for the run as a whole. */
final class PendingEffects {
  private PendingEffects() {}

  static Set<Effect> of(RunState state) {
    return switch (state) {
      case Unstarted _, Finished _ -> Set.of();
      case Live live -> {
        Set<Effect> effects = new LinkedHashSet<>();
        live.tasks().atWork().forEach(task -> effects.addAll(ofTask(task)));
        effects.addAll(ofRun(live));
        yield effects;
      }
    };
  }

  /**
   * Returns how two of these sets differ, looking only at tasks that have changed.
   *
   * @param after follows from {@code before}
   */
  static PendingChange change(RunState before, RunState after) {
    if (!(before instanceof Live from) || !(after instanceof Live to)) {
      return PendingChange.between(of(before), of(after));
    }
    List<Effect> gone = new ArrayList<>();
    List<Effect> come = new ArrayList<>();
    to.tasks()
        .compare(
            from.tasks(),
            (then, now) ->
                compare(then == null ? List.of() : ofTask(then), ofTask(now), gone, come));
    compare(ofRun(from), ofRun(to), gone, come);
    return new PendingChange(gone, come);
  }

  private static void compare(
      List<Effect> before, List<Effect> after, List<Effect> gone, List<Effect> come) {
    for (Effect effect : before) {
      if (!after.contains(effect)) {
        gone.add(effect);
      }
    }
    for (Effect effect : after) {
      if (!before.contains(effect)) {
        come.add(effect);
      }
    }
  }

  private static List<Effect> ofTask(Task task) {
    return switch (task.state()) {
      case Running running -> {
        AttemptId attempt = new AttemptId(task.id(), running.attempt());
        Effect run = new Effect.RunAttempt(attempt, running.base());
        // One after the other, so that they arrive in order.
        List<Talk.Message> unread = task.talk().unread();
        yield unread.isEmpty()
            ? List.of(run)
            : List.of(run, new Effect.Deliver(attempt, unread.getFirst()));
      }
      case Stopping stopping ->
          List.of(
              new Effect.Salvage(
                  new AttemptId(task.id(), stopping.attempt()),
                  stopping.base(),
                  stopping.outcome(),
                  stopping.reason()));
      case Waiting _, Ready _, Merging _, Ended _ -> List.of();
    };
  }

  /** What goes on in the integration, and at last what the run is to be woken for. */
  private static List<Effect> ofRun(Live live) {
    List<Effect> effects = new ArrayList<>();
    Integration integration = live.integration();
    if (live.phase() instanceof Phase.Publishing publishing) {
      effects.add(
          new Effect.Publish(
              publishing.failures() + 1,
              live.base().commit(),
              integration.head(),
              merged(live.tasks())));
    }
    if (integration.step() instanceof Step.Verifying verifying) {
      effects.add(new Effect.Verify(integration.number(), integration.head(), verifying.group()));
    }
    Instant wake = Alarm.of(live);
    if (wake.isBefore(Overview.NEVER)) {
      effects.add(new Effect.Wake(wake));
    }
    return effects;
  }

  private static List<TaskId> merged(Tasks tasks) {
    return tasks.where(some -> some.merged() > 0).stream().map(Task::id).toList();
  }
}
