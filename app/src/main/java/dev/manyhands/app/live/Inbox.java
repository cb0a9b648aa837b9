package dev.manyhands.app.live;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be shown, on its way to the thread that shows it. Nobody who puts something in waits
 * for the terminal, which may be stopped or far away.
 */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Batch.Builder batch = new Batch.Builder();
  private boolean any;
  private boolean closing;
  private boolean finished;

  /** A helper's output. */
  record Heard(String line, Instant at) {}

  /**
   * What came in since the last time.
   *
   * @param heard the last line of each attempt that said something
   * @param notes lines for people
   * @param repaint whether the screen may have been written to by others
   * @param stop whether somebody pressed Ctrl-Z
   */
  record Batch(
      List<StoredEvent> events,
      Map<AttemptId, Heard> heard,
      List<Heard> notes,
      boolean interrupted,
      boolean repaint,
      boolean stop) {

    private static final class Builder {
      private final List<StoredEvent> events = new ArrayList<>();
      private final Map<AttemptId, Heard> heard = new LinkedHashMap<>();
      private final List<Heard> notes = new ArrayList<>();
      private boolean interrupted;
      private boolean repaint;
      private boolean stop;

      Batch build() {
        return new Batch(events, heard, notes, interrupted, repaint, stop);
      }
    }
  }

  private interface Addition {
    void to(Batch.Builder batch);
  }

  private boolean put(Addition addition) {
    lock.lock();
    try {
      if (finished) {
        return false;
      }
      addition.to(batch);
      any = true;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void event(StoredEvent event) {
    put(b -> b.events.add(event));
  }

  void heard(AttemptId attempt, String line, Instant at) {
    put(b -> b.heard.put(attempt, new Heard(line, at)));
  }

  /** Takes a line for people; returns false when nothing is shown any more. */
  boolean note(String line, Instant at) {
    return put(b -> b.notes.add(new Heard(line, at)));
  }

  void interrupted() {
    put(b -> b.interrupted = true);
  }

  /** Asks for a look at the terminal's size. */
  void resized() {
    put(_ -> {});
  }

  void repaint() {
    put(b -> b.repaint = true);
  }

  void stop() {
    put(b -> b.stop = true);
  }

  /** Asks for the end of the display. */
  void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says whether the display goes on. */
  boolean isOpen() {
    lock.lock();
    try {
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something came in, it is to close, or the time is up. */
  void await(Duration atMost) throws InterruptedException {
    await(atMost, false);
  }

  /** Waits until it is to close, or the time is up. */
  void rest(Duration time) throws InterruptedException {
    await(time, true);
  }

  private void await(Duration atMost, boolean forCloseOnly) throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (!closing && (forCloseOnly || !any) && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns what has come in. */
  Batch take() {
    lock.lock();
    try {
      Batch taken = batch.build();
      batch = new Batch.Builder();
      any = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what has come in, and takes nothing any more. */
  Batch finish() {
    lock.lock();
    try {
      finished = true;
      return take();
    } finally {
      lock.unlock();
    }
  }
}
