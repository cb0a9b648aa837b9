package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.TaskState.Ended;
import dev.manyhands.core.run.TaskState.Merging;
import dev.manyhands.core.run.TaskState.Ready;
import dev.manyhands.core.run.TaskState.Running;
import dev.manyhands.core.run.TaskState.Stopping;
import dev.manyhands.core.run.TaskState.Waiting;
import java.time.Instant;

/** What an event of a task does to the state of a run. */
final class TaskEvolution {
  private TaskEvolution() {}

  static Live of(Live live, Event.OfTask event) {
    Task task = live.tasks().get(event.task());
    if (task.state() instanceof Ended) {
      throw Evolution.impossible(live, event);
    }
    return switch (event) {
      case Event.AttemptStarted e -> attemptStarted(live, task, e);
      case Event.AttemptStopping e -> attemptStopping(live, task, e);
      case Event.AttemptEnded e -> attemptEnded(live, task, e);
      case Event.MessageSent e -> {
        Evolution.demand(Conversation.hears(task) && e.number() == task.talk().sent() + 1, live, e);
        Talk.Message message = new Talk.Message(e.number(), e.text(), e.interrupt());
        yield live.with(task.with(task.talk().sent(message)));
      }
      case Event.MessageDelivered e -> {
        demandAtWork(live, task, e.attempt(), e);
        Evolution.demand(task.talk().isNext(e.number()), live, e);
        yield live.with(task.with(task.talk().delivered()));
      }
      case Event.QuestionAsked e -> {
        demandRunning(live, task, e.attempt(), e);
        Evolution.demand(e.question().number() > task.talk().asked(), live, e);
        yield live.with(task.with(task.talk().asked(e.question())));
      }
      case Event.QuestionAnswered e -> {
        demandRunning(live, task, e.attempt(), e);
        Evolution.demand(
            task.talk().find(new QuestionName(e.attempt(), e.number()), e.attempt()).isPresent(),
            live,
            e);
        yield live.with(task.with(task.talk().answered(e.number())));
      }
      case Event.Noted e -> {
        demandAtWork(live, task, e.attempt(), e);
        yield live;
      }
      case Event.AttemptCharged e -> {
        demandAtWork(live, task, e.attempt(), e);
        yield live.with(task.with(task.account().charged(e.usage())));
      }
      case Event.TaskRetried e -> retried(live, task, e);
      case Event.TaskReturned e -> returned(live, task, e);
      case Event.TaskMerged e -> merged(live, task, e);
      case Event.TaskSucceeded e -> succeeded(live, task, e);
      case Event.TaskFailed e -> endedBadly(live, task, new TaskState.Failed(e.reason()));
      case Event.TaskCancelled e -> endedBadly(live, task, new TaskState.Cancelled(e.reason()));
      case Event.TaskSkipped e -> skipped(live, task, e);
    };
  }

  static Live ready(Live live, Task task, Instant notBefore) {
    return live.with(
        task.with(
            new Ready(
                task.tally().attempts() + 1,
                live.now(),
                notBefore,
                notBefore.plus(live.plan().limits().queue()))));
  }

  private static Live attemptStarted(Live live, Task task, Event.AttemptStarted event) {
    if (!(task.state() instanceof Ready ready) || ready.attempt() != event.attempt()) {
      throw Evolution.impossible(live, event);
    }
    Instant deadline = live.now().plus(Limits.attempt(task.spec()));
    return live.with(
        task.with(task.tally().started())
            .with(new Running(event.attempt(), event.base(), live.now(), deadline)));
  }

  private static Live attemptStopping(Live live, Task task, Event.AttemptStopping event) {
    if (task.state() instanceof Merging merging) {
      Integration integration = live.integration();
      Evolution.demand(
          merging.attempt() == event.attempt()
              && event.outcome() == Outcome.CANCELLED
              && integration.verifies(new AttemptId(task.id(), event.attempt()))
              && !integration.unwanted().containsKey(task.id()),
          live,
          event);
      return live.with(integration.unwanted(task.id(), event.reason()));
    }
    demandAtWork(live, task, event.attempt(), event);
    CommitId base =
        switch (task.state()) {
          case Running running -> running.base();
          case Stopping stopping -> stopping.base();
          case Waiting _, Ready _, Merging _, Ended _ -> throw Evolution.impossible(live, event);
        };
    return live.with(
        task.with(task.talk().silent())
            .with(
                new Stopping(
                    event.attempt(),
                    base,
                    event.outcome(),
                    event.reason(),
                    live.now().plus(Limits.SLACK))));
  }

  private static Live attemptEnded(Live live, Task task, Event.AttemptEnded event) {
    demandAtWork(live, task, event.attempt(), event);
    AttemptEnd end = event.end();
    Task counted =
        task.with(task.tally().ended(end.outcome()))
            .with(task.talk().silent())
            .with(task.account().closed(end.usage()));
    if (end.outcome() != Outcome.SUCCEEDED || end.change().orElseThrow().isEmpty()) {
      // An event of the same decision says what becomes of the task.
      return live.with(counted);
    }
    Change change = end.change().orElseThrow();
    AttemptId attempt = new AttemptId(event.task(), event.attempt());
    return live.with(counted.with(new Merging(event.attempt(), change)))
        .with(live.integration().arrived(new Candidate(attempt, change)));
  }

  private static void demandAtWork(Live live, Task task, int attempt, Event event) {
    boolean atWork =
        switch (task.state()) {
          case Running running -> running.attempt() == attempt;
          case Stopping stopping -> stopping.attempt() == attempt;
          case Waiting _, Ready _, Merging _, Ended _ -> false;
        };
    Evolution.demand(atWork, live, event);
  }

  private static void demandRunning(Live live, Task task, int attempt, Event event) {
    Evolution.demand(
        task.state() instanceof Running running && running.attempt() == attempt, live, event);
  }

  private static Live retried(Live live, Task task, Event.TaskRetried event) {
    if (task.state() instanceof Waiting || task.state() instanceof Ready) {
      throw Evolution.impossible(live, event);
    }
    return ready(live, task, event.notBefore());
  }

  private static Live returned(Live live, Task task, Event.TaskReturned event) {
    merging(live, task, event.attempt(), event);
    return live.with(task.with(task.tally().ended(event.outcome())))
        .with(live.integration().without(new AttemptId(event.task(), event.attempt())));
  }

  private static Live merged(Live live, Task task, Event.TaskMerged event) {
    Change change = merging(live, task, event.attempt(), event).change();
    Live without =
        live.with(live.integration().without(new AttemptId(event.task(), event.attempt())));
    return endedWell(without, task, new TaskState.Merged(event.attempt(), change));
  }

  private static Merging merging(Live live, Task task, int attempt, Event event) {
    if (task.state() instanceof Merging merging
        && merging.attempt() == attempt
        && live.integration().holds(new AttemptId(task.id(), attempt))) {
      return merging;
    }
    throw Evolution.impossible(live, event);
  }

  private static Live succeeded(Live live, Task task, Event.TaskSucceeded event) {
    demandAtWork(live, task, event.attempt(), event);
    return endedWell(live, task, new TaskState.Succeeded(event.attempt()));
  }

  private static Live endedWell(Live before, Task task, Ended end) {
    Live live = before.with(task.with(end));
    for (TaskId id : live.tasks().dependents(task.id())) {
      Task dependent = live.tasks().get(id);
      if (dependent.state() instanceof Waiting && needsAreMet(live, dependent)) {
        live = ready(live, dependent, live.now());
      }
    }
    return live;
  }

  static boolean needsAreMet(Live live, Task task) {
    return task.spec().needs().stream()
        .allMatch(need -> live.tasks().get(need).state() instanceof Ended end && end.well());
  }

  private static Live skipped(Live live, Task task, Event.TaskSkipped event) {
    if (!(task.state() instanceof Waiting)) {
      throw Evolution.impossible(live, event);
    }
    return endedBadly(live, task, new TaskState.Skipped(event.because()));
  }

  private static Live endedBadly(Live live, Task task, Ended end) {
    Live ended = live.with(task.with(end));
    return task.state() instanceof Merging merging
        ? ended.with(live.integration().withdrawn(new AttemptId(task.id(), merging.attempt())))
        : ended;
  }
}
