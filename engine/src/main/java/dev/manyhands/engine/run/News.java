package dev.manyhands.engine.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what happens, and lets many wait for the next. Safe for any thread. */
public final class News {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long count;

  /** Says that something has happened. */
  public void announce() {
    lock.lock();
    try {
      count++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how much has happened so far. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until more has happened than was seen. */
  public void awaitAfter(long seen) throws InterruptedException {
    awaitAfter(seen, Duration.ofDays(1));
  }

  /** Waits until more has happened than was seen, or the time is up. */
  public void awaitAfter(long seen, Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (count == seen && left > 0) {
        left = more.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
