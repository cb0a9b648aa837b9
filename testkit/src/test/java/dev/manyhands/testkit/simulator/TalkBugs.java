package dev.manyhands.testkit.simulator;

import static dev.manyhands.testkit.simulator.PlantedBug.sound;
import static dev.manyhands.testkit.simulator.PlantedBug.without;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.TaskState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Mistakes about what is said to subagents, and what they ask. */
enum TalkBugs implements PlantedBug {
  LOSES_UNREAD_MESSAGES_ON_A_RETRY {
    @Override
    public Set<Effect> pending(Live live) {
      return sound(live).stream()
          .filter(effect -> !(effect instanceof Effect.Deliver d && d.attempt().number() > 1))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  },

  DELIVERS_THE_LATEST_MESSAGE_FIRST {
    @Override
    public Set<Effect> pending(Live live) {
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
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
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
    public List<Event> decide(Live live, Command command) {
      return without(
          sound(live, command), e -> e instanceof Event.QuestionAnswered a && a.expired());
    }
  }
}
