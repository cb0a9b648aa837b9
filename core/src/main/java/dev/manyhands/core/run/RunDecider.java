package dev.manyhands.core.run;

import dev.manyhands.core.plan.Plan;
import java.util.List;
import java.util.Set;

/** Binds the four functions of the policy together. */
enum RunDecider implements Decider {
  INSTANCE;

  @Override
  public RunState initial(Plan plan) {
    return new RunState.Unstarted(plan);
  }

  @Override
  public List<Event> decide(RunState state, Command command) {
    return Decision.of(state, command);
  }

  @Override
  public RunState evolve(RunState state, Event event) {
    return Evolution.of(state, event);
  }

  @Override
  public Set<Effect> pending(RunState state) {
    return PendingEffects.of(state);
  }

  /** Costs what has changed, however much is going on. */
  @Override
  public PendingChange pendingChange(RunState before, RunState after) {
    return PendingEffects.change(before, after);
  }
}
