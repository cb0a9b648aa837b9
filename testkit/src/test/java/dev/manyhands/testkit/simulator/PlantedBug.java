package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Integration;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A policy with one mistake. A simulator that does not find it is not worth its time. */
interface PlantedBug extends Decider {
  /** The policy without it. */
  Decider SOUND = Decider.standard();

  /** Returns one of each kind. */
  static Stream<PlantedBug> all() {
    return Stream.<PlantedBug[]>of(
            AttemptBugs.values(),
            MergeBugs.values(),
            BudgetBugs.values(),
            TalkBugs.values(),
            OpenRunBugs.values())
        .flatMap(Arrays::stream);
  }

  @Override
  default RunState initial(Plan plan) {
    return SOUND.initial(plan);
  }

  @Override
  default List<Event> decide(RunState state, Command command) {
    return state instanceof Live live ? decide(live, command) : SOUND.decide(state, command);
  }

  @Override
  default RunState evolve(RunState state, Event event) {
    return SOUND.evolve(state, event);
  }

  @Override
  default Set<Effect> pending(RunState state) {
    return state instanceof Live live ? pending(live) : SOUND.pending(state);
  }

  default List<Event> decide(Live live, Command command) {
    return sound(live, command);
  }

  default Set<Effect> pending(Live live) {
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
