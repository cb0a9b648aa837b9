package dev.manyhands.core.run;

import dev.manyhands.core.plan.Combine;
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
        live = TaskEvolution.ready(live, task, now);
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
      case Event.OfTask e -> TaskEvolution.of(live, e);
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

  private static Live added(Live before, Event.TasksAdded event) {
    if (Additions.problem(before, event.tasks()).isPresent()) {
      throw impossible(before, event);
    }
    Live live = before.with(before.tasks().plus(event.tasks()));
    for (TaskSpec spec : event.tasks()) {
      Task task = live.tasks().get(spec.id());
      if (TaskEvolution.needsAreMet(live, task)) {
        live = TaskEvolution.ready(live, task, live.now());
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

  static void demand(boolean possible, Live live, Event event) {
    if (!possible) {
      throw impossible(live, event);
    }
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
    for (Task task : live.tasks().where(some -> some.merged() > 0)) {
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
    for (Task task : live.tasks().open()) {
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
    for (Task task : live.tasks().open()) {
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

  static IllegalStateException impossible(RunState state, Event event) {
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
