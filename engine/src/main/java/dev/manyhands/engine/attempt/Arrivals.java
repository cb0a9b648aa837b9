package dev.manyhands.engine.attempt;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts something, and lets others wait for the next. */
final class Arrivals {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long count;

  void announce() {
    lock.lock();
    try {
      count++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  void awaitAfter(long seen) throws InterruptedException {
    lock.lock();
    try {
      while (count == seen) {
        more.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
