package dev.manyhands.testkit.simulator;

import static dev.manyhands.testkit.simulator.PlantedBug.sound;
import static dev.manyhands.testkit.simulator.PlantedBug.without;

import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.TaskState;
import dev.manyhands.core.run.Usage;
import java.util.ArrayList;
import java.util.List;

/** Mistakes about what attempts consume. */
enum BudgetBugs implements PlantedBug {
  CHARGES_THE_ATTEMPT_AFTER_THE_ONE_THAT_CONSUMED {
    @Override
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
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
                task ->
                    more.add(
                        new Event.AttemptStarted(live.now(), task.id(), 1, live.base().commit())));
      }
      return more;
    }
  },

  GOES_ON_WHEN_THE_BUDGET_IS_SPENT {
    @Override
    public List<Event> decide(Live live, Command command) {
      return without(
          sound(live, command),
          e -> e instanceof Event.AttemptStopping s && s.outcome() == Outcome.BUDGET_EXHAUSTED);
    }
  }
}
