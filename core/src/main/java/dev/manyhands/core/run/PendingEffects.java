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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives from a state what should be going on. */
final class PendingEffects {
  private final Live live;
  private final boolean slotIsFree;
  private final Budgeting budgeting;
  private final Set<Effect> effects = new LinkedHashSet<>();
  private @Nullable Instant wake;

  private PendingEffects(Live live) {
    this.live = live;
    this.slotIsFree = live.phase() instanceof Phase.Working && Settlement.freeSlots(live) > 0;
    this.budgeting = Budgeting.of(live);
  }

  static Set<Effect> of(RunState state) {
    return switch (state) {
      case Unstarted _, Finished _ -> Set.of();
      case Live live -> new PendingEffects(live).collect();
    };
  }

  private Set<Effect> collect() {
    ofPhase();
    live.tasks().forEach(this::ofTask);
    ofIntegration();
    if (wake != null) {
      effects.add(new Effect.Wake(wake));
    }
    return effects;
  }

  /**
   * Asks for a decision at a time. Only for times at which something will follow: the earliest one
   * is all that is waited for, and one that passes without an event would hide the others.
   */
  private void wakeAt(Instant time) {
    if (wake == null || time.isBefore(wake)) {
      wake = time;
    }
  }

  private void ofPhase() {
    switch (live.phase()) {
      case Phase.Working working -> wakeAt(working.deadline());
      case Phase.Cancelling _ -> {}
      case Phase.Publishing publishing -> {
        wakeAt(publishing.deadline());
        effects.add(
            new Effect.Publish(
                publishing.failures() + 1,
                live.base().commit(),
                live.integration().head(),
                merged()));
      }
      case Phase.Unpublished unpublished -> wakeAt(unpublished.notBefore());
    }
  }

  private List<TaskId> merged() {
    return live.tasks().stream()
        .filter(task -> task.state() instanceof TaskState.Merged)
        .map(Task::id)
        .toList();
  }

  private void ofTask(Task task) {
    switch (task.state()) {
      case Ready ready -> {
        wakeAt(ready.deadline());
        if (slotIsFree && budgeting.affords(task)) {
          wakeAt(ready.notBefore());
        }
      }
      case Running running -> {
        wakeAt(running.deadline());
        task.talk().open().forEach(question -> wakeAt(question.deadline()));
        AttemptId attempt = new AttemptId(task.id(), running.attempt());
        effects.add(new Effect.RunAttempt(attempt, running.base()));
        // One after the other, so that they arrive in order.
        task.talk().unread().stream()
            .findFirst()
            .map(message -> new Effect.Deliver(attempt, message))
            .ifPresent(effects::add);
      }
      case Stopping stopping -> {
        wakeAt(stopping.deadline());
        effects.add(
            new Effect.Salvage(
                new AttemptId(task.id(), stopping.attempt()),
                stopping.base(),
                stopping.outcome(),
                stopping.reason()));
      }
      case Waiting _, Merging _, Ended _ -> {}
    }
  }

  private void ofIntegration() {
    Integration integration = live.integration();
    switch (integration.step()) {
      case Step.Idle idle -> {
        if (Settlement.wouldCombine(live)) {
          wakeAt(idle.notBefore());
        }
      }
      case Step.Verifying verifying -> {
        wakeAt(verifying.deadline());
        effects.add(
            new Effect.Verify(integration.number(), integration.head(), integration.group()));
      }
    }
  }
}
