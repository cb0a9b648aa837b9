package dev.manyhands.testkit.simulator;

import static dev.manyhands.testkit.simulator.PlantedBug.sound;
import static dev.manyhands.testkit.simulator.PlantedBug.upTo;
import static dev.manyhands.testkit.simulator.PlantedBug.with;

import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Integration;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.TaskState;
import java.util.List;

/** Mistakes about runs that are open, and then closed. */
enum OpenRunBugs implements PlantedBug {
  PUBLISHES_AN_OPEN_RUN {
    @Override
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
      return command instanceof Command.CloseRun close
              && live.phase() instanceof Phase.Working working
              && !working.open()
          ? List.of(new Event.RunClosed(close.at(), null, null))
          : sound(live, command);
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

  KEEPS_THE_HEAD_OF_WHAT_IT_TAKES_APART {
    @Override
    public RunState evolve(RunState state, Event event) {
      RunState next = SOUND.evolve(state, event);
      if (event instanceof Event.MergesUndone && state instanceof Live before) {
        Integration i = ((Live) next).integration();
        return with(
            (Live) next,
            new Integration(
                before.integration().head(),
                i.queue(),
                i.suspects(),
                i.health(),
                i.step(),
                i.number(),
                i.troubles(),
                i.lastFailure()));
      }
      return next;
    }
  },

  PUBLISHES_WHAT_THE_LATE_CHECK_HAS_NOT_SEEN {
    @Override
    public List<Event> decide(Live live, Command command) {
      List<Event> events = sound(live, command);
      boolean closes = events.stream().anyMatch(Event.RunClosed.class::isInstance);
      return closes
          ? upTo(
              events,
              Event.MergeStarted.class,
              e -> e.size() > 0 ? List.of(e) : List.of(new Event.PublishStarted(e.at())))
          : events;
    }
  }
}
