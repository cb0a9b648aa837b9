package dev.manyhands.engine.process;

import dev.manyhands.core.run.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The deadlines of one attempt: how long it may take in all, and how long its helper may be silent.
 * While the helper waits for an answer, its silence does not count. Safe for any thread.
 */
public final class Watch {
  private final Duration timeout;
  private final Duration idle;
  private final long start = System.nanoTime();
  private final AtomicInteger pauses = new AtomicInteger();
  private volatile long heard = start;

  /** Starts watching now. */
  public Watch(Duration timeout, Duration idle) {
    this.timeout = timeout;
    this.idle = idle;
  }

  /** Takes note that the helper has said or done something. */
  public void heard() {
    heard = System.nanoTime();
  }

  /** Stops counting silence, until {@link #resume} is called as often as this. */
  public void pause() {
    pauses.incrementAndGet();
  }

  /** Counts silence again, from now on. */
  public void resume() {
    heard();
    pauses.decrementAndGet();
  }

  /** Returns how long to wait at the most before looking at {@link #expired} again. */
  public Duration left() {
    long now = System.nanoTime();
    long all = start + timeout.toNanos() - now;
    long silent = pauses.get() > 0 ? idle.toNanos() : heard + idle.toNanos() - now;
    return Duration.ofNanos(Math.max(0, Math.min(all, silent)));
  }

  /** Returns why it has to end, if its time is up. */
  public Optional<Expiry> expired() {
    long now = System.nanoTime();
    if (now - start >= timeout.toNanos()) {
      return Optional.of(new Expiry(Outcome.TIMED_OUT, timeout));
    }
    if (pauses.get() == 0 && now - heard >= idle.toNanos()) {
      return Optional.of(new Expiry(Outcome.STALLED, idle));
    }
    return Optional.empty();
  }

  /**
   * A limit that was reached.
   *
   * @param outcome timed out or stalled
   */
  public record Expiry(Outcome outcome, Duration limit) {
    /** Returns a sentence without its subject's name. */
    public String reason() {
      return (outcome == Outcome.STALLED ? "it said nothing for " : "it took longer than ")
          + Explanations.text(limit);
    }
  }
}
