package dev.manyhands.testkit.simulator;

import static dev.manyhands.testkit.simulator.PlantedBug.sound;
import static dev.manyhands.testkit.simulator.PlantedBug.upTo;

import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.util.List;

/** Mistakes about what comes of changes in the merge queue. */
enum MergeBugs implements PlantedBug {
  FORGETS_TO_CHECK_THE_NUMBER_OF_A_VERIFICATION {
    @Override
    public List<Event> decide(Live live, Command command) {
      return sound(
          live,
          command instanceof Command.FinishMerge f
              ? new Command.FinishMerge(f.at(), live.integration().number(), f.end())
              : command);
    }
  },

  LANDS_A_RED_GROUP {
    @Override
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
      boolean forgotten =
          command instanceof Command.CancelTask cancel
              && live.integration().group().stream()
                  .anyMatch(candidate -> candidate.attempt().task().equals(cancel.task()));
      return forgotten ? List.of() : sound(live, command);
    }
  },

  STARTS_DEPENDENTS_FROM_THE_BASE {
    @Override
    public List<Event> decide(Live live, Command command) {
      return sound(live, command).stream()
          .map(
              event ->
                  event instanceof Event.AttemptStarted e
                      ? new Event.AttemptStarted(
                          e.at(), e.task(), e.attempt(), live.base().commit())
                      : event)
          .toList();
    }
  },

  PUBLISHES_BEFORE_THE_LAST_CHANGE_HAS_LANDED {
    @Override
    public List<Event> decide(Live live, Command command) {
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
  }
}
