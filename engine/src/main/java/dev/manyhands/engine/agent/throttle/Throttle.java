package dev.manyhands.engine.agent.throttle;

import dev.manyhands.engine.process.Watch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one provider through, first come, first served, as its limit allows. Safe for any
 * thread.
 */
public final class Throttle {
  private static final double RETRY_SHARE = 0.2;
  private static final double RETRY_RESERVE = 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> queue = new ArrayDeque<>();
  private final RetryBudget retries = new RetryBudget(RETRY_SHARE, RETRY_RESERVE);
  private final ConcurrencyLimit limit;

  Throttle(int initial) {
    this.limit = new ConcurrencyLimit(initial, System.nanoTime());
  }

  /**
   * Waits until a call may be made.
   *
   * @param watch is paused meanwhile: whoever waits for others is not silent
   * @return what takes note of how the call ended; must be closed
   */
  public Permit acquire(Watch watch) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!queue.isEmpty() || !limit.tryStart(System.nanoTime())) {
        watch.pause();
        try {
          await();
        } finally {
          watch.resume();
        }
      }
      return new Permit(System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private void await() throws InterruptedException {
    Condition turn = lock.newCondition();
    queue.addLast(turn);
    try {
      while (!isFirst(turn) || !limit.tryStart(System.nanoTime())) {
        long nanos = isFirst(turn) ? limit.waitNanos(System.nanoTime()) : 0;
        if (nanos > 0) {
          var _ = turn.awaitNanos(nanos);
        } else {
          turn.await();
        }
      }
    } finally {
      queue.remove(turn);
      wakeFirst();
    }
  }

  private boolean isFirst(Condition turn) {
    return Objects.equals(queue.peekFirst(), turn);
  }

  private void wakeFirst() {
    Condition first = queue.peekFirst();
    if (first != null) {
      first.signal();
    }
  }

  /** Says whether a call that failed may be tried again; takes that retry from all. */
  public boolean mayRetry() {
    lock.lock();
    try {
      return retries.take();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many calls may be under way at once, as far as is known. */
  public int limit() {
    lock.lock();
    try {
      return limit.limit();
    } finally {
      lock.unlock();
    }
  }

  /** One call, or one turn of a tool that makes its calls one after the other. */
  public final class Permit implements AutoCloseable {
    private final long started;
    private boolean refused;
    private boolean over;

    private Permit(long started) {
      this.started = started;
    }

    /** Takes note that the call succeeded. Does nothing after {@link #refused}. */
    public void succeeded() {
      end(
          () -> {
            limit.succeeded(started, System.nanoTime());
            retries.succeeded();
          });
    }

    /** Takes note that the provider refused the call because of a limit, and ends the permit. */
    public void refused(@Nullable Duration retryAfter) {
      end(() -> limit.refused(started, System.nanoTime(), retryAfter));
    }

    /**
     * Takes note that the provider refused a call of a tool, which goes on by itself: the permit is
     * not at its end. Counts once.
     */
    public void slowedDown(@Nullable Duration retryAfter) {
      lock.lock();
      try {
        if (!over && !refused) {
          refused = true;
          limit.refused(started, System.nanoTime(), retryAfter);
          limit.goesOn();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Ends a call that neither succeeded nor was refused. Idempotent. */
    @Override
    public void close() {
      end(limit::ended);
    }

    private void end(Runnable note) {
      lock.lock();
      try {
        if (!over) {
          over = true;
          if (refused) {
            limit.ended();
          } else {
            note.run();
          }
          wakeFirst();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
