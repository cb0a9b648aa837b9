package dev.manyhands.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Given events, when a command, then events and pending effects.
 *
 * <p>The clock stands still until a test moves it. Events that follow become part of the run, so a
 * test can go on with the next command.
 */
public final class Scenario {
  private final Decider decider = Decider.standard();
  private RunState state;
  private Instant clock = Things.T0;
  private List<Event> events = List.of();

  private Scenario(Plan plan) {
    state = decider.initial(plan);
  }

  public static Scenario of(Plans plan) {
    return new Scenario(plan.build());
  }

  /** Takes events as given, at the time that it is. */
  public Scenario given(Facts... facts) {
    for (Facts fact : facts) {
      state = decider.evolve(state, fact.apply(clock));
    }
    return this;
  }

  /** Lets time pass; backwards when negative. */
  public Scenario after(Duration time) {
    clock = clock.plus(time);
    return this;
  }

  /** Gives a command, at the time that it is. */
  public Scenario when(Asks command) {
    events = decider.decide(state, command.apply(clock));
    for (Event event : events) {
      state = decider.evolve(state, event);
    }
    return this;
  }

  /** Demands that exactly these events followed, at the time that it is. */
  public Scenario then(Facts... facts) {
    assertThat(events)
        .containsExactlyElementsOf(Arrays.stream(facts).map(fact -> fact.apply(clock)).toList());
    return this;
  }

  /** Demands that the command changed nothing. */
  public Scenario thenNothing() {
    return then();
  }

  /** Demands that exactly these effects are pending, in any order, not counting the wake. */
  public Scenario pending(Effect... effects) {
    assertThat(pendingNow())
        .filteredOn(effect -> !(effect instanceof Effect.Wake))
        .containsExactlyInAnyOrder(effects);
    return this;
  }

  /** Demands that the run waits for this time, and for no other. */
  public Scenario wakesAt(Duration sinceStart) {
    assertThat(wakes()).containsExactly(new Effect.Wake(Things.at(sinceStart)));
    return this;
  }

  /** Demands that this task is in a state of this kind, and returns that state. */
  public <T extends TaskState> T task(String task, Class<T> kind) {
    TaskState found = live().tasks().get(Things.id(task)).state();
    assertThat(found).isInstanceOf(kind);
    return kind.cast(found);
  }

  public RunState state() {
    return state;
  }

  /** Returns what is known of the run, or was when it finished. */
  public RunState.Live live() {
    return switch (state) {
      case RunState.Unstarted _ -> throw new AssertionError("the run has not started");
      case RunState.Live live -> live;
      case RunState.Finished finished -> finished.last();
    };
  }

  /** Returns what followed from the latest command. */
  public List<Event> events() {
    return events;
  }

  public Set<Effect> pendingNow() {
    return decider.pending(state);
  }

  private Set<Effect> wakes() {
    return pendingNow().stream().filter(Effect.Wake.class::isInstance).collect(Collectors.toSet());
  }
}
