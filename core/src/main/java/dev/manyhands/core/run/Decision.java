package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.Integration.Health;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a command means for a run: first what it says itself, then what has become possible. */
final class Decision {
  private Decision() {}

  static List<Event> of(RunState state, Command command) {
    return switch (state) {
      case Unstarted unstarted ->
          command instanceof Command.Start start ? start(unstarted, start) : List.of();
      case Live live -> goOn(live, command);
      case Finished _ -> List.of();
    };
  }

  private static List<Event> start(Unstarted state, Command.Start start) {
    Draft draft = new Draft(state, start.at());
    draft.record(new Event.RunStarted(start.at(), start.base(), start.warnings()));
    Settlement.settle(draft);
    return draft.events();
  }

  private static List<Event> goOn(Live live, Command command) {
    Instant now = command.at().isAfter(live.now()) ? command.at() : live.now();
    Draft draft = new Draft(live, now);
    carryOut(draft, command);
    if (draft.isLive()) {
      Settlement.settle(draft);
    }
    return draft.events();
  }

  private static void carryOut(Draft draft, Command command) {
    switch (command) {
      case Command.Start _, Command.Tick _ -> {}
      case Command.Resume _ -> draft.record(new Event.RunResumed(draft.now()));
      case Command.LoseTime c -> draft.record(new Event.TimeLost(draft.now(), c.lost()));
      case Command.CancelRun c -> cancelRun(draft, c.reason());
      case Command.CancelTask c ->
          draft.live().tasks().find(c.task()).ifPresent(task -> cancel(draft, task, c.reason()));
      case Command.AddTasks c -> addTasks(draft, c);
      case Command.CloseRun c -> closeRun(draft, c);
      case Command.Send c -> Conversation.send(draft, c);
      case Command.Acknowledge c -> Conversation.acknowledge(draft, c);
      case Command.Ask c -> Conversation.ask(draft, c);
      case Command.Answer c -> Conversation.answer(draft, c);
      case Command.Note c -> Conversation.note(draft, c);
      case Command.Charge c -> charge(draft, c);
      case Command.FinishAttempt c -> finishAttempt(draft, c);
      case Command.FinishMerge c -> finishMerge(draft, c);
      case Command.FinishPublish c -> finishPublish(draft, c);
    }
  }

  private static void addTasks(Draft draft, Command.AddTasks command) {
    if (Additions.problem(draft.live(), command.tasks()).isEmpty()) {
      draft.record(new Event.TasksAdded(draft.now(), command.tasks()));
      // What needs a task that did not end well will never start.
      for (TaskSpec added : command.tasks()) {
        Endings.skipIfHopeless(draft, added);
      }
    }
  }

  private static void closeRun(Draft draft, Command.CloseRun command) {
    if (draft.live().phase() instanceof Phase.Working working && working.open()) {
      Integration before = draft.live().integration();
      draft.record(
          new Event.RunClosed(draft.now(), command.checkOrNull(), command.messageOrNull()));
      if (draft.live().integration().step() instanceof Step.Idle) {
        // Another check ends the verification that was under way.
        Endings.cancelUnwanted(draft, before);
      }
    }
  }

  private static void charge(Draft draft, Command.Charge command) {
    Optional<Task> task = Conversation.atWork(draft, command.attempt());
    if (task.isPresent()
        && !task.get()
            .account()
            .current()
            .max(command.usage())
            .equals(task.get().account().current())) {
      draft.record(
          new Event.AttemptCharged(
              draft.now(), task.get().id(), command.attempt().number(), command.usage()));
    }
  }

  private static void cancelRun(Draft draft, String reason) {
    switch (draft.live().phase()) {
      case Phase.Working _ -> draft.record(new Event.RunCancelling(draft.now(), reason, true));
      case Phase.Cancelling cancelling -> {
        if (!cancelling.asked()) {
          draft.record(new Event.RunCancelling(draft.now(), reason, true));
        }
      }
      case Phase.Publishing _, Phase.Unpublished _ -> {}
    }
  }

  private static void cancel(Draft draft, Task task, String reason) {
    switch (task.state()) {
      case Waiting _, Ready _ -> Endings.cancelled(draft, task, reason);
      case Running running -> stop(draft, task, running.attempt(), reason);
      case Stopping stopping -> {
        if (stopping.outcome() != Outcome.CANCELLED) {
          stop(draft, task, stopping.attempt(), reason);
        }
      }
      case Merging merging -> {
        Integration integration = draft.live().integration();
        if (!integration.verifies(new AttemptId(task.id(), merging.attempt()))) {
          Endings.cancelled(draft, task, reason);
        } else if (!integration.unwanted().containsKey(task.id())) {
          stop(draft, task, merging.attempt(), reason);
        }
      }
      case Ended _ -> {}
    }
  }

  private static void stop(Draft draft, Task task, int attempt, String reason) {
    draft.record(
        new Event.AttemptStopping(draft.now(), task.id(), attempt, Outcome.CANCELLED, reason));
  }

  private static void finishAttempt(Draft draft, Command.FinishAttempt command) {
    Optional<Task> task = draft.live().tasks().find(command.attempt().task());
    if (task.isEmpty()) {
      return;
    }
    int number = command.attempt().number();
    AttemptEnd end = command.end();
    switch (task.get().state()) {
      case Running running -> {
        if (running.attempt() == number) {
          Endings.attemptEnded(draft, task.get(), number, end);
        }
      }
      case Stopping stopping -> {
        if (stopping.attempt() == number) {
          Endings.attemptEnded(draft, task.get(), number, Endings.stopped(end, stopping));
        }
      }
      case Waiting _, Ready _, Merging _, Ended _ -> {}
    }
  }

  private static void finishMerge(Draft draft, Command.FinishMerge command) {
    Integration integration = draft.live().integration();
    if (!(integration.step() instanceof Step.Verifying)
        || integration.number() != command.number()) {
      return;
    }
    List<Candidate> group = integration.group();
    switch (command.end()) {
      case MergeEnd.Passed passed -> land(draft, integration, passed);
      case MergeEnd.Failed failed -> {
        // What has come since, or may come, could mend the head.
        boolean isLastWord =
            integration.health() == Health.BROKEN
                && group.size() == integration.queue().size()
                && !Settlement.moreMayCome(draft.live());
        boolean undo = group.isEmpty() && Settlement.isUndoable(draft.live());
        draft.record(
            new Event.MergeFailed(
                draft.now(), command.number(), failed.tree(), failed.checkMs(), failed.reason()));
        Endings.cancelUnwanted(draft, integration);
        if (undo) {
          draft.record(new Event.MergesUndone(draft.now()));
        }
        if (isLastWord) {
          boolean onBase = integration.head().commit().equals(draft.live().base().commit());
          String reason =
              "the combined check fails with all changes, and on %s without any: %s"
                  .formatted(onBase ? "the base" : "what was merged before", failed.reason());
          group.stream()
              .filter(c -> !integration.unwanted().containsKey(c.attempt().task()))
              .forEach(c -> Endings.returned(draft, c.attempt(), Outcome.REJECTED, reason));
        }
      }
      case MergeEnd.Troubled troubled -> Endings.mergeTroubled(draft, troubled.reason());
    }
  }

  private static void land(Draft draft, Integration integration, MergeEnd.Passed passed) {
    draft.record(
        new Event.MergePassed(
            draft.now(), integration.number(), passed.head(), passed.checkMsOrNull()));
    for (Candidate candidate : integration.group()) {
      AttemptId attempt = candidate.attempt();
      String unwanted = integration.unwanted().get(attempt.task());
      Predicate<MergeEnd.Conflict> isIts = conflict -> conflict.attempt().equals(attempt);
      passed.conflicts().stream()
          .filter(isIts)
          .findFirst()
          .ifPresentOrElse(
              conflict -> {
                if (unwanted == null) {
                  Endings.returned(draft, attempt, Outcome.CONFLICT, conflict.reason());
                } else {
                  Endings.cancelled(draft, draft.live().tasks().get(attempt.task()), unwanted);
                }
              },
              () ->
                  draft.record(
                      new Event.TaskMerged(draft.now(), attempt.task(), attempt.number())));
    }
  }

  private static void finishPublish(Draft draft, Command.FinishPublish command) {
    if (!(draft.live().phase() instanceof Phase.Publishing publishing)
        || publishing.failures() + 1 != command.number()) {
      return;
    }
    switch (command.end()) {
      case PublishEnd.Published p -> {
        draft.record(new Event.ResultPublished(draft.now(), p.branch(), p.commit(), p.tree()));
        Endings.finish(draft, publishing.asked());
      }
      case PublishEnd.Failed failed -> Endings.publishFailed(draft, publishing, failed.reason());
    }
  }
}
