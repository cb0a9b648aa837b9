package dev.manyhands.core.run;

import dev.manyhands.core.plan.Plan;
import java.util.List;
import java.util.Set;

/**
 * The policy of a run: four pure functions. Whoever calls them owns the state, makes events durable
 * before anybody hears of them, and keeps exactly the pending effects going.
 */
public interface Decider {

  /** Returns the state in which nothing has happened. */
  RunState initial(Plan plan);

  /**
   * Returns what follows from a command: events in order, empty when it comes too late, twice or to
   * a wrong place.
   */
  List<Event> decide(RunState state, Command command);

  /**
   * Returns the state after an event.
   *
   * @throws IllegalStateException if the event cannot happen in this state
   */
  RunState evolve(RunState state, Event event);

  /**
   * Returns what should be going on in this state, in a fixed order. An effect that goes on and is
   * not among these is to be interrupted.
   */
  Set<Effect> pending(RunState state);

  /**
   * Returns how what should be going on differs between two states.
   *
   * @param after follows from {@code before} by events
   */
  default PendingChange pendingChange(RunState before, RunState after) {
    return PendingChange.between(pending(before), pending(after));
  }

  /** Returns the policy of Manyhands. */
  static Decider standard() {
    return RunDecider.INSTANCE;
  }
}
