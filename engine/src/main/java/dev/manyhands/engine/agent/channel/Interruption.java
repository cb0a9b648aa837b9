package dev.manyhands.engine.agent.channel;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

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

  private final Lock lock = new ReentrantLock();
  private final Runnable stop;
  private State state = State.IDLE;

  /**
   * Creates one.
   *
   * @param stop tells the tool to stop, and does not wait for it; never called outside of a turn
   */
  Interruption(Runnable stop) {
    this.stop = stop;
  }

  void beginTurn() {
    locked(() -> state = State.BEGINNING);
  }

  /** The tool has been told what to do: from here on it can be told to stop. */
  void begun() {
    locked(
        () -> {
          switch (state) {
            case BEGINNING -> state = State.WORKING;
            case WANTED -> tell();
            case IDLE, WORKING, TOLD -> {}
          }
        });
  }

  /** Somebody wants the turn to end. */
  void want() {
    locked(
        () -> {
          switch (state) {
            case BEGINNING -> state = State.WANTED;
            case WORKING -> tell();
            case IDLE, WANTED, TOLD -> {}
          }
        });
  }

  private void tell() {
    state = State.TOLD;
    stop.run();
  }

  /** Ends the turn; returns whether the tool had been told to stop. */
  boolean endTurn() {
    lock.lock();
    try {
      boolean told = state == State.TOLD;
      state = State.IDLE;
      return told;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }
}
