package dev.manyhands.engine.run;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.PendingChange;
import dev.manyhands.core.run.Refusals;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run's state and the step that moves it. There are no threads in it: whoever owns it calls it
 * from one thread, and a simulator drives exactly this code.
 */
public final class RunLoop {
  private final RunId run;
  private final Decider decider;
  private final EventStore store;
  private final EffectReconciler effects;
  private final RunListener listener;
  private RunState state;

  /** The state with which the effects have been brought in line. */
  private RunState reconciled;

  private long seq;

  public RunLoop(
      RunId run,
      Plan plan,
      Decider decider,
      EventStore store,
      EffectReconciler effects,
      RunListener listener) {
    this.run = run;
    this.decider = decider;
    this.store = store;
    this.effects = effects;
    this.listener = listener;
    this.state = decider.initial(plan);
    this.reconciled = state;
  }

  /** Takes the events that the store has of this run; starts nothing. */
  public void restore(List<StoredEvent> history) {
    for (StoredEvent stored : history) {
      if (stored.seq() != seq + 1) {
        throw new IllegalStateException(
            "event %d of run %s follows event %d".formatted(stored.seq(), run, seq));
      }
      state = decider.evolve(state, stored.event());
      seq = stored.seq();
    }
  }

  /**
   * Decides commands in order, makes what follows durable in one transaction, tells the listener,
   * and brings the effects in line. When it throws, nothing has changed here.
   *
   * @return what came of each command, in order
   */
  public List<Decided> step(List<Command> commands) {
    RunState next = state;
    List<Event> events = new ArrayList<>();
    List<Decided> decided = new ArrayList<>();
    for (Command command : commands) {
      List<Event> own = decider.decide(next, command);
      decided.add(new Decided(own, own.isEmpty() ? Refusals.of(next, command) : Optional.empty()));
      for (Event event : own) {
        next = decider.evolve(next, event);
        events.add(event);
      }
    }
    if (events.isEmpty()) {
      return decided;
    }
    store.append(run, seq, events);
    state = next;
    for (Event event : events) {
      seq++;
      listener.on(run, new StoredEvent(seq, event));
    }
    PendingChange change = decider.pendingChange(reconciled, state);
    reconciled = state;
    effects.reconcile(change);
    return decided;
  }

  /**
   * What came of a command.
   *
   * @param refusal why nothing did, for one that somebody waits for
   */
  public record Decided(List<Event> events, Optional<String> refusal) {
    public Decided {
      events = List.copyOf(events);
    }
  }

  /** Takes note that an effect has ended. */
  public void ended(Effect effect) {
    effects.ended(effect);
  }

  /** Interrupts every effect; the run can be taken up again later. */
  public void stop() {
    effects.stop();
  }

  /** Says whether no effect is going on. */
  public boolean isIdle() {
    return effects.isIdle();
  }

  /** Returns the state that the durable events lead to. */
  public RunState state() {
    return state;
  }

  /** Returns the number of the last durable event; 0 when there is none. */
  public long seq() {
    return seq;
  }
}
