package dev.manyhands.engine.agent.channel;

import java.util.concurrent.atomic.AtomicReference;

/** Whether the turn that is under way is to end early. Safe for any thread. */
final class Interruption {
  private enum State {
    /** No turn is under way. */
    IDLE,
    /** A turn begins; the tool has not been told yet. */
    BEGINNING,
    /** The same, and it is to end. */
    WANTED,
    /** The tool works. */
    WORKING,
    /** The tool has been told to stop. */
    TOLD
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final Runnable stop;

  /**
   * Creates one.
   *
   * @param stop tells the tool to stop; may be called from any thread
   */
  Interruption(Runnable stop) {
    this.stop = stop;
  }

  void beginTurn() {
    state.set(State.BEGINNING);
  }

  /** The tool has been told what to do: from here on it can be told to stop. */
  void begun() {
    if (!state.compareAndSet(State.BEGINNING, State.WORKING)
        && state.compareAndSet(State.WANTED, State.TOLD)) {
      stop.run();
    }
  }

  /** Somebody wants the turn to end. */
  void want() {
    if (!state.compareAndSet(State.BEGINNING, State.WANTED)
        && state.compareAndSet(State.WORKING, State.TOLD)) {
      stop.run();
    }
  }

  /** Ends the turn; returns whether the tool had been told to stop. */
  boolean endTurn() {
    return state.getAndSet(State.IDLE) == State.TOLD;
  }
}
