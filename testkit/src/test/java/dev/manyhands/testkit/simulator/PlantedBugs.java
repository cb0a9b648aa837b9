package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Integration;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import dev.manyhands.core.run.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Policies with one mistake each. A simulator that does not find them is not worth its time. */
enum PlantedBugs implements Decider {
  FORGETS_TO_CHECK_THE_ATTEMPT_OF_AN_OUTCOME {
    @Override
    List<Event> decide(Live live, Command command) {
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

  FORGETS_TO_CHECK_THE_NUMBER_OF_A_VERIFICATION {
    @Override
    List<Event> decide(Live live, Command command) {
      return sound(
          live,
          command instanceof Command.FinishMerge f
              ? new Command.FinishMerge(f.at(), live.integration().number(), f.end())
              : command);
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
    List<Event> decide(Live live, Command command) {
      return upTo(
          sound(live, command),
          Event.TaskRetried.class,
          e -> List.of(new Event.TaskFailed(e.at(), e.task(), "once is enough")));
    }
  },

  RETRIES_FOR_EVER {
    @Override
    List<Event> decide(Live live, Command command) {
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
    List<Event> decide(Live live, Command command) {
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
    Set<Effect> pending(Live live) {
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
    List<Event> decide(Live live, Command command) {
      return without(sound(live, command), Event.TaskSkipped.class::isInstance);
    }
  },

  LANDS_A_RED_GROUP {
    @Override
    List<Event> decide(Live live, Command command) {
      if (command instanceof Command.FinishMerge f
          && f.end() instanceof MergeEnd.Failed failed
          && !live.integration().group().isEmpty()) {
        Candidate last = live.integration().group().getLast();
        Head head = new Head(last.change().commit(), failed.tree());
        return sound(
            live,
            new Command.FinishMerge(
                f.at(), f.number(), new MergeEnd.Passed(head, List.of(), failed.checkMs())));
      }
      return sound(live, command);
    }
  },

  PICKS_A_SIDE_IN_A_CONFLICT {
    @Override
    List<Event> decide(Live live, Command command) {
      return upTo(
          sound(live, command),
          Event.TaskReturned.class,
          e ->
              List.of(
                  e.outcome() == Outcome.CONFLICT
                      ? new Event.TaskMerged(e.at(), e.task(), e.attempt())
                      : e));
    }
  },

  LEAVES_THE_HEAD_WHERE_IT_WAS {
    @Override
    List<Event> decide(Live live, Command command) {
      return sound(live, command).stream()
          .map(
              event ->
                  event instanceof Event.MergePassed e && live.integration().number() > 1
                      ? new Event.MergePassed(
                          e.at(), e.number(), live.integration().head(), e.checkMsOrNull())
                      : event)
          .toList();
    }
  },

  BLAMES_THE_WRONG_CHANGE {
    @Override
    List<Event> decide(Live live, Command command) {
      return upTo(
          sound(live, command),
          Event.TaskReturned.class,
          e -> e.outcome() == Outcome.REJECTED ? List.of(another(live, e)) : List.of(e));
    }

    private Event another(Live live, Event.TaskReturned event) {
      return live.integration().queue().stream()
          .map(Candidate::attempt)
          .filter(attempt -> !attempt.task().equals(event.task()))
          .findFirst()
          .<Event>map(
              attempt ->
                  new Event.TaskReturned(
                      event.at(),
                      attempt.task(),
                      attempt.number(),
                      event.outcome(),
                      event.reason()))
          .orElse(event);
    }
  },

  PULLS_A_CANCELLED_CHANGE_OUT_OF_ITS_GROUP {
    @Override
    List<Event> decide(Live live, Command command) {
      if (command instanceof Command.CancelTask cancel
          && live.integration().group().stream()
              .anyMatch(candidate -> candidate.attempt().task().equals(cancel.task()))) {
        return List.of(new Event.TaskCancelled(live.now(), cancel.task(), cancel.reason()));
      }
      return sound(live, command);
    }
  },

  FORGETS_THE_CANCEL_OF_A_CHANGE_THAT_DOES_NOT_LAND {
    @Override
    List<Event> decide(Live live, Command command) {
      boolean forgotten =
          command instanceof Command.CancelTask cancel
              && live.integration().group().stream()
                  .anyMatch(candidate -> candidate.attempt().task().equals(cancel.task()));
      return forgotten ? List.of() : sound(live, command);
    }
  },

  FORGETS_THE_CANCEL_OF_A_TASK_THAT_IS_BEING_STOPPED {
    @Override
    List<Event> decide(Live live, Command command) {
      boolean forgotten =
          command instanceof Command.CancelTask cancel
              && live.tasks().find(cancel.task()).map(Task::state).orElse(null)
                  instanceof TaskState.Stopping;
      return forgotten ? List.of() : sound(live, command);
    }
  },

  STARTS_DEPENDENTS_FROM_THE_BASE {
    @Override
    List<Event> decide(Live live, Command command) {
      return sound(live, command).stream()
          .map(
              event ->
                  event instanceof Event.AttemptStarted e
                      ? new Event.AttemptStarted(e.at(), e.task(), e.attempt(), live.base())
                      : event)
          .toList();
    }
  },

  FORGETS_THE_DEADLINES_OF_ATTEMPTS {
    @Override
    Set<Effect> pending(Live live) {
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
    List<Event> decide(Live live, Command command) {
      List<Event> events = sound(live, command);
      boolean limit =
          events.stream().anyMatch(e -> e instanceof Event.RunCancelling c && !c.asked());
      return limit ? List.of() : events;
    }
  },

  FORGETS_TO_COLLECT_WHAT_A_CRASH_LEFT {
    @Override
    Set<Effect> pending(Live live) {
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
    List<Event> decide(Live live, Command command) {
      return upTo(
          sound(live, command),
          Event.TaskRetried.class,
          e -> List.of(new Event.TaskCancelled(e.at(), e.task(), "no more")));
    }
  },

  PUBLISHES_BEFORE_THE_LAST_CHANGE_HAS_LANDED {
    @Override
    List<Event> decide(Live live, Command command) {
      List<Event> events = sound(live, command);
      boolean lastIsMerging =
          live.tasks().stream()
              .map(Task::state)
              .allMatch(s -> s instanceof TaskState.Ended || s instanceof TaskState.Merging);
      boolean anyMerged =
          live.tasks().stream().anyMatch(t -> t.state() instanceof TaskState.Merged);
      return lastIsMerging && anyMerged && live.phase() instanceof Phase.Working
          ? List.of(new Event.PublishStarted(live.now()))
          : events;
    }
  },

  CHARGES_THE_ATTEMPT_AFTER_THE_ONE_THAT_CONSUMED {
    @Override
    List<Event> decide(Live live, Command command) {
      if (command instanceof Command.Charge charge
          && live.tasks().get(charge.attempt().task()).state() instanceof TaskState.Running r) {
        AttemptId current = new AttemptId(charge.attempt().task(), r.attempt());
        return sound(live, new Command.Charge(charge.at(), current, charge.usage()));
      }
      return sound(live, command);
    }
  },

  COUNTS_WHAT_WAS_CHARGED_AGAIN_AT_THE_END {
    @Override
    List<Event> decide(Live live, Command command) {
      return sound(live, command).stream()
          .map(event -> event instanceof Event.AttemptEnded e ? twice(live, e) : event)
          .toList();
    }

    private Event twice(Live live, Event.AttemptEnded event) {
      Usage charged = live.tasks().get(event.task()).account().current();
      AttemptEnd end = event.end();
      return new Event.AttemptEnded(
          event.at(),
          event.task(),
          event.attempt(),
          new AttemptEnd(
              end.outcome(),
              end.reason(),
              end.exitCodeOrNull(),
              end.changeOrNull(),
              end.summary(),
              end.usage().plus(charged),
              end.hopeless()));
    }
  },

  FORGETS_WHAT_OTHERS_HAVE_RESERVED {
    @Override
    List<Event> decide(Live live, Command command) {
      List<Event> events = sound(live, command);
      RunState after = live;
      for (Event event : events) {
        after = SOUND.evolve(after, event);
      }
      return after instanceof Live next && next.phase() instanceof Phase.Working
          ? startingOneMore(next, events)
          : events;
    }

    private List<Event> startingOneMore(Live live, List<Event> events) {
      List<Event> more = new ArrayList<>(events);
      if (Deadlines.atWork(live) < live.plan().concurrency()) {
        live.tasks().stream()
            .filter(task -> task.spec().needs().isEmpty() && task.tally().attempts() == 0)
            .filter(task -> task.state() instanceof TaskState.Ready)
            .findFirst()
            .ifPresent(
                task -> more.add(new Event.AttemptStarted(live.now(), task.id(), 1, live.base())));
      }
      return more;
    }
  },

  GOES_ON_WHEN_THE_BUDGET_IS_SPENT {
    @Override
    List<Event> decide(Live live, Command command) {
      return without(
          sound(live, command),
          e -> e instanceof Event.AttemptStopping s && s.outcome() == Outcome.BUDGET_EXHAUSTED);
    }
  },

  TRIES_AGAIN_WHAT_IS_HOPELESS {
    @Override
    List<Event> decide(Live live, Command command) {
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

  LOSES_UNREAD_MESSAGES_ON_A_RETRY {
    @Override
    Set<Effect> pending(Live live) {
      return sound(live).stream()
          .filter(effect -> !(effect instanceof Effect.Deliver d && d.attempt().number() > 1))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  },

  DELIVERS_THE_LATEST_MESSAGE_FIRST {
    @Override
    Set<Effect> pending(Live live) {
      return sound(live).stream()
          .map(
              effect ->
                  effect instanceof Effect.Deliver d
                      ? new Effect.Deliver(
                          d.attempt(),
                          live.tasks().get(d.attempt().task()).talk().unread().getLast())
                      : effect)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  },

  LETS_A_QUESTION_OUTLIVE_ITS_ATTEMPT {
    @Override
    List<Event> decide(Live live, Command command) {
      if (command instanceof Command.Ask ask
          && live.tasks().get(ask.attempt().task()).state() instanceof TaskState.Running r) {
        AttemptId current = new AttemptId(ask.attempt().task(), r.attempt());
        return sound(live, new Command.Ask(ask.at(), current, ask.question()));
      }
      return sound(live, command);
    }
  },

  ANSWERS_WHOEVER_ASKS_NOW {
    @Override
    List<Event> decide(Live live, Command command) {
      return command instanceof Command.Answer a
          ? sound(
              live,
              new Command.Answer(
                  a.at(), a.task(), new QuestionName(0, a.question().number()), a.text()))
          : sound(live, command);
    }
  },

  LETS_QUESTIONS_WAIT_FOR_EVER {
    @Override
    List<Event> decide(Live live, Command command) {
      return without(
          sound(live, command), e -> e instanceof Event.QuestionAnswered a && a.expired());
    }
  },

  PUBLISHES_AN_OPEN_RUN {
    @Override
    List<Event> decide(Live live, Command command) {
      boolean allMerged =
          !live.tasks().isEmpty()
              && live.tasks().stream().allMatch(t -> t.state() instanceof TaskState.Merged);
      return allMerged && live.phase() instanceof Phase.Working working && working.open()
          ? List.of(new Event.PublishStarted(live.now()))
          : sound(live, command);
    }
  },

  CLOSES_A_RUN_TWICE {
    @Override
    List<Event> decide(Live live, Command command) {
      return command instanceof Command.CloseRun close
              && live.phase() instanceof Phase.Working working
              && !working.open()
          ? List.of(new Event.RunClosed(close.at(), null, null))
          : sound(live, command);
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
  },

  BELIEVES_WHAT_ANOTHER_CHECK_SAID {
    @Override
    public RunState evolve(RunState state, Event event) {
      RunState next = SOUND.evolve(state, event);
      return event instanceof Event.RunClosed && state instanceof Live before
          ? with((Live) next, before.integration())
          : next;
    }
  },

  LETS_A_VERIFICATION_WITHOUT_THE_LATE_CHECK_GO_ON {
    @Override
    public RunState evolve(RunState state, Event event) {
      RunState next = SOUND.evolve(state, event);
      if (event instanceof Event.RunClosed && state instanceof Live before) {
        Integration i = ((Live) next).integration();
        Integration.Step goesOn = before.integration().step();
        return with(
            (Live) next,
            new Integration(
                i.head(), i.queue(), 0, i.health(), goesOn, i.number(), i.troubles(), ""));
      }
      return next;
    }
  },

  PUBLISHES_WHAT_THE_LATE_CHECK_HAS_NOT_SEEN {
    @Override
    List<Event> decide(Live live, Command command) {
      List<Event> events = sound(live, command);
      boolean closes = events.stream().anyMatch(Event.RunClosed.class::isInstance);
      return closes
          ? upTo(
              events,
              Event.MergeStarted.class,
              e -> e.size() > 0 ? List.of(e) : List.of(new Event.PublishStarted(e.at())))
          : events;
    }
  };

  private static final Decider SOUND = Decider.standard();

  @Override
  public RunState initial(Plan plan) {
    return SOUND.initial(plan);
  }

  @Override
  public final List<Event> decide(RunState state, Command command) {
    return state instanceof Live live ? decide(live, command) : SOUND.decide(state, command);
  }

  @Override
  public RunState evolve(RunState state, Event event) {
    return SOUND.evolve(state, event);
  }

  @Override
  public final Set<Effect> pending(RunState state) {
    return state instanceof Live live ? pending(live) : SOUND.pending(state);
  }

  List<Event> decide(Live live, Command command) {
    return sound(live, command);
  }

  Set<Effect> pending(Live live) {
    return sound(live);
  }

  static List<Event> sound(Live live, Command command) {
    return SOUND.decide(live, command);
  }

  static Set<Effect> sound(Live live) {
    return SOUND.pending(live);
  }

  static Live with(Live live, Integration integration) {
    return new Live(
        live.plan(),
        live.base(),
        live.phase(),
        live.tasks(),
        integration,
        live.startedAt(),
        live.now());
  }

  static List<Event> without(List<Event> events, Predicate<Event> some) {
    return events.stream().filter(some.negate()).toList();
  }

  /** Puts others in the place of the first event of a kind, and drops what would follow it. */
  static <E extends Event> List<Event> upTo(
      List<Event> events, Class<E> kind, Function<E, List<? extends Event>> others) {
    List<Event> result = new ArrayList<>();
    for (Event event : events) {
      if (kind.isInstance(event)) {
        List<? extends Event> instead = others.apply(kind.cast(event));
        result.addAll(instead);
        if (!instead.equals(List.of(event))) {
          return result;
        }
      } else {
        result.add(event);
      }
    }
    return result;
  }
}
