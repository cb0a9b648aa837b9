package dev.manyhands.testkit.simulator;

import static dev.manyhands.testkit.simulator.PlantedBug.sound;
import static dev.manyhands.testkit.simulator.PlantedBug.upTo;
import static dev.manyhands.testkit.simulator.PlantedBug.without;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Mistakes about tasks and their attempts. */
enum AttemptBugs implements PlantedBug {
  FORGETS_TO_CHECK_THE_ATTEMPT_OF_AN_OUTCOME {
    @Override
    public List<Event> decide(Live live, Command command) {
      return sound(live, command instanceof Command.FinishAttempt f ? current(live, f) : command);
    }

    private Command current(Live live, Command.FinishAttempt finish) {
      return switch (live.tasks().get(finish.attempt().task()).state()) {
        case TaskState.Running r -> of(finish, r.attempt());
        case TaskState.Stopping s -> of(finish, s.attempt());
        case TaskState.Waiting _, TaskState.Ready _, TaskState.Merging _, TaskState.Ended _ ->
            finish;
      };
    }

    private Command of(Command.FinishAttempt finish, int number) {
      AttemptId attempt = new AttemptId(finish.attempt().task(), number);
      return new Command.FinishAttempt(finish.at(), attempt, finish.end());
    }
  },

  ALLOWS_ONE_SUBAGENT_TOO_MANY {
    @Override
    public RunState initial(Plan plan) {
      return SOUND.initial(plan.withConcurrency(plan.concurrency() + 1));
    }
  },

  DROPS_A_RETRY {
    @Override
    public List<Event> decide(Live live, Command command) {
      return upTo(
          sound(live, command),
          Event.TaskRetried.class,
          e -> List.of(new Event.TaskFailed(e.at(), e.task(), "once is enough")));
    }
  },

  RETRIES_FOR_EVER {
    @Override
    public List<Event> decide(Live live, Command command) {
      List<Event> events = sound(live, command);
      boolean anEnd = command instanceof Command.FinishAttempt;
      return anEnd
          ? upTo(
              events,
              Event.TaskFailed.class,
              e -> List.of(new Event.TaskRetried(e.at(), e.task(), e.at())))
          : events;
    }
  },

  FREES_THE_SLOT_OF_A_CANCELLED_TASK_AT_ONCE {
    @Override
    public List<Event> decide(Live live, Command command) {
      return upTo(
          sound(live, command),
          Event.AttemptStopping.class,
          e ->
              List.of(
                  e,
                  new Event.AttemptEnded(
                      e.at(), e.task(), e.attempt(), AttemptEnd.without(e.outcome(), e.reason())),
                  new Event.TaskCancelled(e.at(), e.task(), e.reason())));
    }
  },

  LETS_A_STOPPED_HELPER_GO_ON {
    @Override
    public Set<Effect> pending(Live live) {
      return sound(live).stream()
          .map(
              effect ->
                  effect instanceof Effect.Salvage s && s.outcome() != Outcome.LOST
                      ? new Effect.RunAttempt(s.attempt(), s.base())
                      : effect)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  },

  FORGETS_TO_SKIP_WHAT_NEEDS_A_FAILED_TASK {
    @Override
    public List<Event> decide(Live live, Command command) {
      return without(sound(live, command), Event.TaskSkipped.class::isInstance);
    }
  },

  FORGETS_THE_CANCEL_OF_A_TASK_THAT_IS_BEING_STOPPED {
    @Override
    public List<Event> decide(Live live, Command command) {
      boolean forgotten =
          command instanceof Command.CancelTask cancel
              && live.tasks().find(cancel.task()).map(Task::state).orElse(null)
                  instanceof TaskState.Stopping;
      return forgotten ? List.of() : sound(live, command);
    }
  },

  FORGETS_THE_DEADLINES_OF_ATTEMPTS {
    @Override
    public Set<Effect> pending(Live live) {
      return sound(live).stream()
          .map(
              effect ->
                  effect instanceof Effect.Wake wake
                          && isDeadlineOfAnAttempt(live, wake)
                          && live.phase() instanceof Phase.Working working
                      ? new Effect.Wake(working.deadline())
                      : effect)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isDeadlineOfAnAttempt(Live live, Effect.Wake wake) {
      return live.tasks().stream()
          .anyMatch(
              task ->
                  task.state() instanceof TaskState.Running running
                      && running.deadline().equals(wake.due()));
    }
  },

  FORGETS_THE_LIMIT_OF_THE_RUN {
    @Override
    public List<Event> decide(Live live, Command command) {
      List<Event> events = sound(live, command);
      boolean limit =
          events.stream().anyMatch(e -> e instanceof Event.RunCancelling c && !c.asked());
      return limit ? List.of() : events;
    }
  },

  FORGETS_TO_COLLECT_WHAT_A_CRASH_LEFT {
    @Override
    public Set<Effect> pending(Live live) {
      return sound(live).stream()
          .filter(effect -> !(effect instanceof Effect.Salvage s && s.outcome() == Outcome.LOST))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  },

  CARRIES_OUT_ATTEMPTS_AGAIN_AFTER_A_CRASH {
    @Override
    public RunState evolve(RunState state, Event event) {
      return event instanceof Event.RunResumed ? state : SOUND.evolve(state, event);
    }
  },

  CANCELS_WHAT_IT_SHOULD_RETRY {
    @Override
    public List<Event> decide(Live live, Command command) {
      return upTo(
          sound(live, command),
          Event.TaskRetried.class,
          e -> List.of(new Event.TaskCancelled(e.at(), e.task(), "no more")));
    }
  },

  TRIES_AGAIN_WHAT_IS_HOPELESS {
    @Override
    public List<Event> decide(Live live, Command command) {
      if (command instanceof Command.FinishAttempt f) {
        AttemptEnd end = f.end();
        AttemptEnd hopeful =
            new AttemptEnd(
                end.outcome(),
                end.reason(),
                end.exitCodeOrNull(),
                end.changeOrNull(),
                end.summary(),
                end.usage());
        return sound(live, new Command.FinishAttempt(f.at(), f.attempt(), hopeful));
      }
      return sound(live, command);
    }
  },

  COUNTS_THE_TIME_THAT_THE_MACHINE_SLEPT {
    @Override
    public RunState evolve(RunState state, Event event) {
      return SOUND.evolve(
          state,
          event instanceof Event.TimeLost e
              ? new Event.TimeLost(e.at(), Duration.ofMillis(1))
              : event);
    }
  }
}
