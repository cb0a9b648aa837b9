package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.TaskState.Ended;
import dev.manyhands.core.run.TaskState.Stopping;
import dev.manyhands.core.run.TaskState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What follows when an attempt, a task, a merge group or the run ends. */
final class Endings {
  private Endings() {}

  /** Ends an attempt, and retries or ends its task. */
  static void attemptEnded(Draft draft, Task before, int number, AttemptEnd end) {
    draft.record(new Event.AttemptEnded(draft.now(), before.id(), number, end));
    Task task = draft.live().tasks().get(before.id());
    switch (end.outcome()) {
      case SUCCEEDED -> {
        if (end.change().orElseThrow().isEmpty()) {
          draft.record(new Event.TaskSucceeded(draft.now(), task.id(), number));
        }
      }
      case FAILED, TIMED_OUT, STALLED -> {
        int failures = task.tally().failures();
        boolean again = !end.hopeless() && failures <= task.spec().limits().retries();
        retryOrFail(draft, task, again, Limits.backoff(task.id(), failures), end.reason());
      }
      case LOST -> {
        boolean again = task.tally().losses() <= Limits.LOSSES;
        String reason =
            "%d engines ended while it ran; the last: %s"
                .formatted(task.tally().losses(), end.reason());
        retryOrFail(draft, task, again, Duration.ZERO, reason);
      }
      case CANCELLED -> cancelled(draft, task, end.reason());
      case BUDGET_EXHAUSTED -> failed(draft, task, end.reason());
      case CONFLICT, REJECTED ->
          throw new IllegalStateException("only the merge queue says " + end.outcome());
    }
  }

  /** Returns what is said of an attempt that was stopped from outside. */
  static AttemptEnd stopped(AttemptEnd end, Stopping stopping) {
    return new AttemptEnd(
        stopping.outcome(),
        stopping.reason(),
        end.exitCodeOrNull(),
        end.changeOrNull(),
        end.summary(),
        end.usage(),
        end.hopeless());
  }

  /** Takes a change out of the merge queue, and retries or fails its task. */
  static void returned(Draft draft, AttemptId attempt, Outcome outcome, String reason) {
    draft.record(
        new Event.TaskReturned(draft.now(), attempt.task(), attempt.number(), outcome, reason));
    Task task = draft.live().tasks().get(attempt.task());
    int most = draft.live().plan().combine().returns(task.spec().work());
    boolean again = task.tally().returns() <= most;
    retryOrFail(draft, task, again, Duration.ZERO, reason);
  }

  private static void retryOrFail(
      Draft draft, Task task, boolean again, Duration backoff, String reason) {
    if (!again) {
      failed(draft, task, reason);
      return;
    }
    switch (draft.live().phase()) {
      case Phase.Working _ ->
          draft.record(new Event.TaskRetried(draft.now(), task.id(), draft.now().plus(backoff)));
      case Phase.Cancelling cancelling -> cancelled(draft, task, cancelling.reason());
      case Phase.Publishing _, Phase.Unpublished _ ->
          throw new IllegalStateException("a task is open while the result is published");
    }
  }

  static void failed(Draft draft, Task task, String reason) {
    draft.record(new Event.TaskFailed(draft.now(), task.id(), reason));
    skipDependents(draft, task.id());
  }

  static void cancelled(Draft draft, Task task, String reason) {
    draft.record(new Event.TaskCancelled(draft.now(), task.id(), reason));
    skipDependents(draft, task.id());
  }

  /** Skips a task that has just been added, and needs one that did not end well. */
  static void skipIfHopeless(Draft draft, TaskSpec task) {
    for (TaskId need : task.needs()) {
      if (draft.live().tasks().get(need).state() instanceof Ended end && !end.well()) {
        draft.record(new Event.TaskSkipped(draft.now(), task.id(), need));
        return;
      }
    }
  }

  private static void skipDependents(Draft draft, TaskId from) {
    Deque<TaskId> bad = new ArrayDeque<>(List.of(from));
    while (!bad.isEmpty()) {
      TaskId because = bad.remove();
      for (TaskId id : draft.live().tasks().dependents(because)) {
        if (draft.live().tasks().get(id).state() instanceof Waiting) {
          draft.record(new Event.TaskSkipped(draft.now(), id, because));
          bad.add(id);
        }
      }
    }
  }

  /** Tries a verification again later, or gives up on the changes it is about. */
  static void mergeTroubled(Draft draft, String reason) {
    Integration before = draft.live().integration();
    int troubles = before.troubles() + 1;
    Instant notBefore = draft.now().plus(Limits.backoff(troubles));
    draft.record(new Event.MergeTroubled(draft.now(), before.number(), notBefore, reason));
    cancelUnwanted(draft, before);
    if (troubles >= Limits.TROUBLES && before.isSmallest()) {
      // A probe of the head is about all that are suspected.
      int blamed = before.group().isEmpty() ? before.suspects() : before.group().size();
      for (Candidate candidate : before.queue().subList(0, blamed)) {
        Task task = draft.live().tasks().get(candidate.attempt().task());
        if (task.state() instanceof TaskState.Merging) {
          failed(draft, task, "it could not be combined: " + reason);
        }
      }
    }
  }

  /** Cancels what somebody cancelled while it was being verified, and has not landed. */
  static void cancelUnwanted(Draft draft, Integration verified) {
    verified
        .unwanted()
        .forEach((task, reason) -> cancelled(draft, draft.live().tasks().get(task), reason));
  }

  static void publishFailed(Draft draft, Phase.Publishing phase, String reason) {
    int failures = phase.failures() + 1;
    Instant notBefore = draft.now().plus(Limits.backoff(failures));
    draft.record(new Event.PublishFailed(draft.now(), reason, notBefore));
    if (failures >= Limits.TROUBLES) {
      notDelivered(draft, "the result could not be published: " + reason);
    }
  }

  /** Ends the run without a result: what was merged stays in the refs of its attempts. */
  static void notDelivered(Draft draft, String reason) {
    draft.record(new Event.RunFinished(draft.now(), RunStatus.FAILED, reason));
  }

  /** Ends the run; its tasks say how. */
  static void finish(Draft draft, boolean asked) {
    List<Ended> ends =
        draft.live().tasks().stream().map(Task::state).map(Ended.class::cast).toList();
    RunStatus status;
    if (asked && ends.isEmpty()) {
      status = RunStatus.CANCELLED;
    } else if (ends.stream().allMatch(Ended::well)) {
      status = RunStatus.SUCCEEDED;
    } else if (asked && ends.stream().anyMatch(TaskState.Cancelled.class::isInstance)) {
      status = RunStatus.CANCELLED;
    } else {
      status = ends.stream().anyMatch(Ended::well) ? RunStatus.PARTIAL : RunStatus.FAILED;
    }
    draft.record(new Event.RunFinished(draft.now(), status, ""));
  }
}
