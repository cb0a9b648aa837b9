package dev.manyhands.core.run;

import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an event does to the state of a run. */
final class Evolution {
  private Evolution() {}

  static RunState of(RunState state, Event event) {
    return switch (state) {
      case Unstarted unstarted ->
          switch (event) {
            case Event.RunStarted started -> started(unstarted, started);
            default -> throw impossible(state, event);
          };
      case Live live -> live(live, event);
      case Finished _ -> throw impossible(state, event);
    };
  }

  private static Live started(Unstarted state, Event.RunStarted event) {
    Instant now = event.at();
    Live live =
        new Live(
            state.plan(),
            event.base(),
            new Phase.Working(now.plus(state.plan().limits().wall()), state.plan().open()),
            Tasks.of(state.plan().tasks()),
            Integration.at(event.base(), now),
            now,
            now);
    for (Task task : live.tasks()) {
      if (task.spec().needs().isEmpty()) {
        live = ready(live, task, now);
      }
    }
    return live;
  }

  private static RunState live(Live before, Event event) {
    Live live = before.at(event.at());
    return switch (event) {
      case Event.RunStarted _ -> throw impossible(before, event);
      case Event.RunResumed _ -> resumed(live, Duration.between(before.now(), live.now()));
      case Event.TimeLost e -> delayed(live, e.lost());
      case Event.RunCancelling e -> live.with(new Phase.Cancelling(e.reason(), e.asked()));
      case Event.TasksAdded e -> added(live, e);
      case Event.RunClosed e -> closed(live, e);
      case Event.OfTask e -> ofTask(live, e);
      case Event.MergeStarted e -> mergeStarted(live, e);
      case Event.MergePassed e ->
          live.with(
              verified(live, e.number(), e)
                  .passed(e.head(), e.checkMsOrNull() != null, live.now()));
      case Event.MergeFailed e ->
          live.with(
              verified(live, e.number(), e)
                  .failed(live.integration().group().size(), e.reason(), live.now()));
      case Event.MergesUndone e -> mergesUndone(live, e);
      case Event.MergeTroubled e ->
          live.with(verified(live, e.number(), e).troubled(e.notBefore()));
      case Event.PublishStarted e -> publishStarted(live, e);
      case Event.PublishFailed e -> {
        Phase.Publishing phase = publishing(live, e);
        yield live.with(new Phase.Unpublished(phase.failures() + 1, e.notBefore(), phase.asked()));
      }
      case Event.ResultPublished e -> {
        publishing(live, e);
        yield live;
      }
      case Event.RunFinished e -> new Finished(live, e.status());
    };
  }

  private static Live ofTask(Live live, Event.OfTask event) {
    Task task = live.tasks().get(event.task());
    if (task.state() instanceof Ended) {
      throw impossible(live, event);
    }
    return switch (event) {
      case Event.AttemptStarted e -> attemptStarted(live, task, e);
      case Event.AttemptStopping e -> attemptStopping(live, task, e);
      case Event.AttemptEnded e -> attemptEnded(live, task, e);
      case Event.MessageSent e -> {
        demand(Conversation.hears(task) && e.number() == task.talk().sent() + 1, live, e);
        Talk.Message message = new Talk.Message(e.number(), e.text(), e.interrupt());
        yield live.with(task.with(task.talk().sent(message)));
      }
      case Event.MessageDelivered e -> {
        demandAtWork(live, task, e.attempt(), e);
        demand(task.talk().isNext(e.number()), live, e);
        yield live.with(task.with(task.talk().delivered()));
      }
      case Event.QuestionAsked e -> {
        demandRunning(live, task, e.attempt(), e);
        demand(e.question().number() > task.talk().asked(), live, e);
        yield live.with(task.with(task.talk().asked(e.question())));
      }
      case Event.QuestionAnswered e -> {
        demandRunning(live, task, e.attempt(), e);
        demand(
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

  private static Live added(Live before, Event.TasksAdded event) {
    if (Additions.problem(before, event.tasks()).isPresent()) {
      throw impossible(before, event);
    }
    Live live = before.with(before.tasks().plus(event.tasks()));
    for (TaskSpec spec : event.tasks()) {
      Task task = live.tasks().get(spec.id());
      if (needsAreMet(live, task)) {
        live = ready(live, task, live.now());
      }
    }
    return live;
  }

  private static Live closed(Live live, Event.RunClosed event) {
    if (!(live.phase() instanceof Phase.Working working) || !working.open()) {
      throw impossible(live, event);
    }
    Combine combine = live.plan().combine().with(event.checkOrNull(), event.messageOrNull());
    boolean isSame = combine.check().equals(live.plan().combine().check());
    return live.with(live.plan().with(combine))
        .with(new Phase.Working(working.deadline(), false))
        .with(isSame ? live.integration() : live.integration().rechecked(live.now()));
  }

  private static Live ready(Live live, Task task, Instant notBefore) {
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
      throw impossible(live, event);
    }
    Instant deadline = live.now().plus(Limits.attempt(task.spec()));
    return live.with(
        task.with(task.tally().started())
            .with(new Running(event.attempt(), event.base(), live.now(), deadline)));
  }

  private static Live attemptStopping(Live live, Task task, Event.AttemptStopping event) {
    if (task.state() instanceof Merging merging) {
      Integration integration = live.integration();
      demand(
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
          case Waiting _, Ready _, Merging _, Ended _ -> throw impossible(live, event);
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
    demand(atWork, live, event);
  }

  private static void demandRunning(Live live, Task task, int attempt, Event event) {
    demand(task.state() instanceof Running running && running.attempt() == attempt, live, event);
  }

  private static void demand(boolean possible, Live live, Event event) {
    if (!possible) {
      throw impossible(live, event);
    }
  }

  private static Live retried(Live live, Task task, Event.TaskRetried event) {
    if (task.state() instanceof Waiting || task.state() instanceof Ready) {
      throw impossible(live, event);
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
    throw impossible(live, event);
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

  private static boolean needsAreMet(Live live, Task task) {
    return task.spec().needs().stream()
        .allMatch(need -> live.tasks().get(need).state() instanceof Ended end && end.well());
  }

  private static Live skipped(Live live, Task task, Event.TaskSkipped event) {
    if (!(task.state() instanceof Waiting)) {
      throw impossible(live, event);
    }
    return endedBadly(live, task, new TaskState.Skipped(event.because()));
  }

  private static Live endedBadly(Live live, Task task, Ended end) {
    Live ended = live.with(task.with(end));
    return task.state() instanceof Merging merging
        ? ended.with(live.integration().withdrawn(new AttemptId(task.id(), merging.attempt())))
        : ended;
  }

  private static Live mergeStarted(Live live, Event.MergeStarted event) {
    Integration integration = live.integration();
    if (!(integration.step() instanceof Step.Idle)
        || event.number() != integration.number() + 1
        || event.size() > integration.queue().size()) {
      throw impossible(live, event);
    }
    Instant deadline = live.now().plus(Limits.verification(live.plan()));
    return live.with(integration.verifying(event.number(), event.size(), deadline));
  }

  private static Integration verified(Live live, int number, Event event) {
    if (!(live.integration().step() instanceof Step.Verifying)
        || live.integration().number() != number) {
      throw impossible(live, event);
    }
    return live.integration();
  }

  private static Live mergesUndone(Live live, Event event) {
    demand(live.integration().step() instanceof Step.Idle, live, event);
    Live undone = live;
    List<Candidate> merged = new ArrayList<>();
    for (Task task : live.tasks()) {
      if (task.state() instanceof TaskState.Merged(int attempt, Change change)) {
        merged.add(new Candidate(new AttemptId(task.id(), attempt), change));
        undone = undone.with(task.with(new Merging(attempt, change)));
      }
    }
    return undone.with(live.integration().undone(live.base(), merged, live.now()));
  }

  private static Live publishStarted(Live live, Event.PublishStarted event) {
    Instant deadline = live.now().plus(Limits.SLACK);
    return live.with(
        switch (live.phase()) {
          case Phase.Working _ -> new Phase.Publishing(0, deadline, false);
          case Phase.Cancelling c -> new Phase.Publishing(0, deadline, c.asked());
          case Phase.Unpublished u -> new Phase.Publishing(u.failures(), deadline, u.asked());
          case Phase.Publishing _ -> throw impossible(live, event);
        });
  }

  private static Phase.Publishing publishing(Live live, Event event) {
    if (live.phase() instanceof Phase.Publishing publishing) {
      return publishing;
    }
    throw impossible(live, event);
  }

  /** Lost time does not count: every deadline moves by as long as nothing went on. */
  private static Live delayed(Live live, Duration by) {
    Live delayed =
        live.with(
            switch (live.phase()) {
              case Phase.Working working ->
                  new Phase.Working(working.deadline().plus(by), working.open());
              case Phase.Cancelling cancelling -> cancelling;
              case Phase.Publishing p ->
                  new Phase.Publishing(p.failures(), p.deadline().plus(by), p.asked());
              case Phase.Unpublished unpublished -> unpublished;
            });
    delayed = delayed.with(live.integration().delayed(by));
    for (Task task : live.tasks()) {
      delayed = delayed.with(task.with(task.talk().delayed(by)).with(delayed(task.state(), by)));
    }
    return delayed;
  }

  private static TaskState delayed(TaskState state, Duration by) {
    return switch (state) {
      case Ready r -> new Ready(r.attempt(), r.since(), r.notBefore(), r.deadline().plus(by));
      case Running r -> new Running(r.attempt(), r.base(), r.since(), r.deadline().plus(by));
      case Stopping s ->
          new Stopping(s.attempt(), s.base(), s.outcome(), s.reason(), s.deadline().plus(by));
      case Waiting _, Merging _, Ended _ -> state;
    };
  }

  /** Without an engine time is lost, and so is what was in flight. */
  private static Live resumed(Live live, Duration away) {
    Live resumed = delayed(live, away);
    for (Task task : live.tasks()) {
      resumed =
          resumed.with(
              task.with(task.talk().silent())
                  .with(salvaging(resumed.tasks().get(task.id()).state(), live.now())));
    }
    return resumed;
  }

  private static TaskState salvaging(TaskState state, Instant now) {
    Instant deadline = now.plus(Limits.SLACK);
    return switch (state) {
      case Running r ->
          new Stopping(
              r.attempt(), r.base(), Outcome.LOST, "its engine ended while it ran", deadline);
      case Stopping s -> new Stopping(s.attempt(), s.base(), s.outcome(), s.reason(), deadline);
      case Waiting _, Ready _, Merging _, Ended _ -> state;
    };
  }

  private static IllegalStateException impossible(RunState state, Event event) {
    return new IllegalStateException(
        "this cannot happen now: " + event + " in a run that is " + describe(state, event));
  }

  private static String describe(RunState state, Event event) {
    return switch (state) {
      case Unstarted _ -> "not started";
      case Finished _ -> "finished";
      case Live live ->
          event instanceof Event.OfTask e
              ? "live, its task " + live.tasks().find(e.task()).map(Task::state).orElse(null)
              : "live, in " + live.phase() + ", merging " + live.integration().step();
    };
  }
}
