package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Instant;
import java.util.List;

/** Everything that must hold in a run, checked after every step. */
final class Inspection {
  private final Decider decider;
  private final Plan submitted;
  private final StepObserver observer;
  private final Ledger ledger;
  private final List<Invariant> invariants;

  /**
   * Creates an inspection.
   *
   * @param submitted what the run knows at its start
   * @param plan what there will be to do in the end
   */
  Inspection(Decider decider, Plan submitted, Plan plan, StepObserver observer) {
    this.decider = decider;
    this.submitted = submitted;
    this.observer = observer;
    this.ledger = new Ledger(submitted);
    this.invariants =
        List.of(
            new EndsOnce(),
            new SlotsHold(),
            new DeadlinesHold(decider, plan),
            new DeliveredIsChecked(submitted.combine().check().isPresent()),
            new OutcomesAreTrue(),
            new EndsAreDeserved(plan),
            new BudgetsHold(),
            new WordsArrive(decider),
            new OpenUntilClosed(submitted.open()));
  }

  Ledger ledger() {
    return ledger;
  }

  void before(Instant now, RunState state, List<Command> commands) {
    for (Invariant invariant : invariants) {
      invariant.before(now, state, commands);
    }
  }

  void after(Moment moment) {
    RunState state = moment.before();
    for (Event event : moment.events()) {
      RunState next = decider.evolve(state, event);
      for (Invariant invariant : invariants) {
        invariant.event(moment, state, event, next);
      }
      ledger.on(event);
      observer.on(state, event, next);
      state = next;
    }
    if (!state.equals(moment.after())) {
      throw new Violation("recovery", "the loop is in " + moment.after() + ", not in " + state);
    }
    for (Invariant invariant : invariants) {
      invariant.after(moment);
    }
  }

  /** Demands that what is durable leads to this state, with the same effects pending. */
  void replay(List<StoredEvent> history, RunState state) {
    RunState replayed = decider.initial(submitted);
    for (StoredEvent stored : history) {
      replayed = decider.evolve(replayed, stored.event());
    }
    if (!replayed.equals(state)) {
      throw new Violation("recovery", "the events lead to " + replayed + ", not to " + state);
    }
    if (!decider.pending(replayed).equals(decider.pending(state))) {
      throw new Violation("recovery", "equal states have different pending effects: " + state);
    }
  }
}
