package dev.manyhands.core.run;

import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.Integration.Health;
import dev.manyhands.core.run.Integration.Step;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.TaskState.Ended;
import dev.manyhands.core.run.TaskState.Merging;
import dev.manyhands.core.run.TaskState.Ready;
import dev.manyhands.core.run.TaskState.Running;
import dev.manyhands.core.run.TaskState.Stopping;
import dev.manyhands.core.run.TaskState.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has become possible or due: deadlines, free slots, the merge queue, the end. */
final class Settlement {
  private Settlement() {}

  /** Records what follows by itself, until nothing more does. */
  static void settle(Draft draft) {
    int before;
    do {
      before = draft.size();
      expire(draft);
      if (draft.isLive() && draft.live().phase() instanceof Phase.Cancelling cancelling) {
        endEverything(draft, cancelling.reason());
      }
      if (draft.isLive() && draft.live().phase() instanceof Phase.Working) {
        spendBudget(draft);
        startTasks(draft);
        expireQueue(draft);
      }
      if (draft.isLive()) {
        combine(draft);
      }
      if (draft.isLive()) {
        finish(draft);
      }
    } while (draft.isLive() && draft.size() > before);
  }

  private static boolean due(Draft draft, Instant deadline) {
    return !deadline.isAfter(draft.now());
  }

  private static void expire(Draft draft) {
    switch (draft.live().phase()) {
      case Phase.Working working -> {
        if (due(draft, working.deadline())) {
          String reason =
              "the run took longer than its limit of " + draft.live().plan().limits().wall();
          draft.record(new Event.RunCancelling(draft.now(), reason, false));
        }
      }
      case Phase.Cancelling _ -> {}
      case Phase.Publishing publishing -> {
        if (due(draft, publishing.deadline())) {
          Endings.publishFailed(draft, publishing, "publishing took too long");
        }
        return;
      }
      case Phase.Unpublished unpublished -> {
        if (due(draft, unpublished.notBefore())) {
          draft.record(new Event.PublishStarted(draft.now()));
        }
        return;
      }
    }
    for (Task task : draft.live().tasks().due(draft.now())) {
      expire(draft, task);
    }
    if (draft.live().integration().step() instanceof Step.Verifying verifying
        && due(draft, verifying.deadline())) {
      Endings.mergeTroubled(draft, "verifying took too long");
    }
  }

  private static void expire(Draft draft, Task task) {
    switch (task.state()) {
      case Running running -> {
        Conversation.expire(draft, task, running);
        if (task.hasSpentItsBudget()) {
          exhaust(draft, task, running, "its budget is spent");
        } else if (due(draft, running.deadline())) {
          draft.record(
              new Event.AttemptStopping(
                  draft.now(),
                  task.id(),
                  running.attempt(),
                  Outcome.TIMED_OUT,
                  "it took longer than all its limits together"));
        }
      }
      case Stopping stopping -> {
        if (due(draft, stopping.deadline())) {
          AttemptEnd end =
              AttemptEnd.without(
                  stopping.outcome(), stopping.reason() + "; its files could not be collected");
          Endings.attemptEnded(draft, task, stopping.attempt(), end);
        }
      }
      case Waiting _, Ready _, Merging _, Ended _ -> {}
    }
  }

  private static void exhaust(Draft draft, Task task, Running running, String reason) {
    draft.record(
        new Event.AttemptStopping(
            draft.now(), task.id(), running.attempt(), Outcome.BUDGET_EXHAUSTED, reason));
  }

  /** Ends what still consumes or would consume, when the run may not consume any more. */
  private static void spendBudget(Draft draft) {
    if (!Budgeting.of(draft.live()).isSpent()) {
      return;
    }
    String reason = "the run's budget is spent";
    for (Task task : draft.live().tasks().where(some -> some.ready() + some.atWork() > 0)) {
      if (task.spec().work() instanceof Work.Prompt) {
        switch (task.state()) {
          case Running running -> exhaust(draft, task, running, reason);
          case Ready _ -> Endings.failed(draft, task, reason);
          case Waiting _, Stopping _, Merging _, Ended _ -> {}
        }
      }
    }
  }

  /** Gives up tasks that have waited too long; those that could start have been started by now. */
  private static void expireQueue(Draft draft) {
    for (Task task : draft.live().tasks().due(draft.now())) {
      if (task.state() instanceof Ready) {
        String why =
            freeSlots(draft.live()) > 0
                ? "what is left of the run's budget was reserved for others for "
                : "no slot became free within ";
        Endings.failed(draft, task, why + draft.live().plan().limits().queue());
      }
    }
  }

  private static void endEverything(Draft draft, String reason) {
    for (Task task : draft.live().tasks().open()) {
      switch (draft.live().tasks().get(task.id()).state()) {
        case Waiting _, Ready _ ->
            draft.record(new Event.TaskCancelled(draft.now(), task.id(), reason));
        case Running running ->
            draft.record(
                new Event.AttemptStopping(
                    draft.now(), task.id(), running.attempt(), Outcome.CANCELLED, reason));
        case Stopping _, Merging _, Ended _ -> {}
      }
    }
  }

  private static void startTasks(Draft draft) {
    int free = freeSlots(draft.live());
    if (free <= 0 || draft.live().tasks().overview().ready() == 0) {
      return;
    }
    Budgeting budgeting = Budgeting.of(draft.live());
    for (; free > 0; free--) {
      Task next = next(draft, budgeting);
      if (next == null) {
        return;
      }
      draft.record(
          new Event.AttemptStarted(
              draft.now(), next.id(), next.tally().attempts() + 1, base(draft.live(), next)));
      budgeting = budgeting.withStarted(next);
    }
  }

  /** Returns how many subagents more there may be. */
  static int freeSlots(Live live) {
    return live.plan().concurrency() - live.tasks().slotsHeld();
  }

  /**
   * Returns the ready task with the longest chain behind it, the first in the plan among equals.
   */
  private static @Nullable Task next(Draft draft, Budgeting budgeting) {
    Highest highest = new Highest();
    Tasks tasks = draft.live().tasks();
    tasks.visit(
        some -> some.height() > highest.height && due(draft, some.startable()),
        task -> {
          if (budgeting.affords(task)) {
            highest.task = task;
            highest.height = tasks.height(task.id());
          }
        });
    return highest.task;
  }

  /** The best task that has been found so far. */
  private static final class Highest {
    private @Nullable Task task;
    private int height;
  }

  /**
   * Returns what an attempt starts from: the run's base, so that the result does not depend on who
   * finishes first, unless the task needs others or came back from the merge queue.
   */
  private static CommitId base(Live live, Task task) {
    return task.spec().needs().isEmpty() && task.tally().returns() == 0
        ? live.base().commit()
        : live.integration().head().commit();
  }

  /** What the merge queue is to do next. */
  private enum Next {
    NOTHING,
    /** Find out whether the check passes on the head alone. */
    PROBE_HEAD,
    /** Reject the one change that is left to blame. */
    REJECT,
    /** Verify the first half of those that fail together; fewer after trouble. */
    BISECT,
    VERIFY_ALL
  }

  private static Next nextMerge(Live live) {
    Integration integration = live.integration();
    if (!(integration.step() instanceof Step.Idle)) {
      return Next.NOTHING;
    }
    if (integration.queue().isEmpty()) {
      // Without a change to come, the head is delivered as it is.
      return isUnchecked(live) && allHaveEnded(live) ? Next.PROBE_HEAD : Next.NOTHING;
    }
    if (integration.suspects() == 0) {
      // On a head that is red by itself, only all changes together can be judged.
      boolean wait = integration.health() == Health.BROKEN && moreMayCome(live);
      return wait ? Next.NOTHING : Next.VERIFY_ALL;
    }
    if (integration.health() == Health.UNKNOWN) {
      return Next.PROBE_HEAD;
    }
    return integration.suspects() == 1 ? Next.REJECT : Next.BISECT;
  }

  /** Says whether the check was given, or replaced, after the head was made. */
  static boolean isUnchecked(Live live) {
    Integration integration = live.integration();
    return integration.health() == Health.UNKNOWN && !integration.head().equals(live.base());
  }

  /**
   * Says whether what was merged before its check was given can be merged anew, in any choice: as
   * long as nothing was made on top of it.
   */
  static boolean isUndoable(Live live) {
    return isUnchecked(live)
        && live.tasks().where(some -> some.merged() + some.open() > 0).stream()
            .allMatch(t -> t.spec().needs().isEmpty() && t.tally().returns() == 0);
  }

  private static boolean allHaveEnded(Live live) {
    return live.tasks().overview().open() == 0;
  }

  /** Says whether another change may arrive in the merge queue without anything landing. */
  static boolean moreMayCome(Live live) {
    return live.tasks().slotsHeld() > 0 || live.tasks().overview().ready() > 0;
  }

  /** Says whether the merge queue only waits for its back-off to pass. */
  static boolean wouldCombine(Live live) {
    return nextMerge(live) != Next.NOTHING;
  }

  private static void combine(Draft draft) {
    Integration integration = draft.live().integration();
    if (!(integration.step() instanceof Step.Idle idle) || !due(draft, idle.notBefore())) {
      return;
    }
    switch (nextMerge(draft.live())) {
      case NOTHING -> {}
      case PROBE_HEAD -> verify(draft, 0);
      case REJECT ->
          Endings.returned(
              draft,
              integration.queue().getFirst().attempt(),
              Outcome.REJECTED,
              "the combined check fails with it: " + integration.lastFailure());
      case BISECT -> verify(draft, integration.portion(integration.suspects() / 2));
      case VERIFY_ALL -> verify(draft, integration.portion(integration.queue().size()));
    }
  }

  private static void verify(Draft draft, int size) {
    int number = draft.live().integration().number() + 1;
    draft.record(new Event.MergeStarted(draft.now(), number, size));
  }

  private static void finish(Draft draft) {
    Live live = draft.live();
    if (live.phase() instanceof Phase.Publishing
        || live.phase() instanceof Phase.Unpublished
        || (live.phase() instanceof Phase.Working working && working.open())
        || !allHaveEnded(live)
        || live.integration().step() instanceof Step.Verifying) {
      return;
    }
    if (live.tasks().overview().merged() == 0) {
      Endings.finish(
          draft, live.phase() instanceof Phase.Cancelling cancelling && cancelling.asked());
      return;
    }
    Integration integration = live.integration();
    switch (integration.health()) {
      case SOUND -> draft.record(new Event.PublishStarted(draft.now()));
      case BROKEN ->
          Endings.notDelivered(
              draft, "the combined check fails on what was merged: " + integration.lastFailure());
      case UNKNOWN -> {
        if (integration.troubles() >= Limits.TROUBLES) {
          Endings.notDelivered(
              draft, "the combined check could not be run on what was merged before it was given");
        }
      }
    }
  }
}
