package dev.manyhands.engine.agent.throttle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be under way at once, learned from refusals. Pure: time comes in, and nothing
 * waits. Times are nanoseconds of a clock that never goes back.
 *
 * <p>It is the loss-based family of AIMD (Chiu and Jain, 1989; {@code AIMDLimit} of Netflix's
 * concurrency-limits) with slow start (RFC 5681). Algorithms that read latency, such as Vegas and
 * Gradient2, do not fit: how long a model's answer takes says how long the answer is. Three things
 * differ from the textbook:
 *
 * <ul>
 *   <li>A first refusal sets the limit to what was under way and not refused, since that is what
 *       the provider just bore. Only refusals in a row cut it by more and more, and make everybody
 *       wait.
 *   <li>Refusals of calls that were sent before the latest cut belong to it, and only correct it.
 *   <li>Looking for more room costs refusals, so there is a credit for them (as in Finagle's {@code
 *       RetryBudget}): each call that succeeds earns a little, each refusal takes one, and without
 *       credit nothing is tried out. So few calls are refused in the long run.
 * </ul>
 *
 * Not safe for several threads.
 */
final class ConcurrencyLimit {
  /** No limit before the first refusal. */
  static final int UNLIMITED = Integer.MAX_VALUE / 2;

  private static final double EARNED = 0.0175;
  private static final double MOST_CREDIT = 60;
  private static final double[] CUTS = {1, 1, 0.9, 0.75, 0.5};
  private static final long FIRST_HOLD = Duration.ofMillis(250).toNanos();
  private static final long LONGEST_HOLD = Duration.ofSeconds(30).toNanos();
  private static final long SHORTEST_PAUSE = Duration.ofMillis(500).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();
  private static final double SHORTEST_PAUSE_IN_CALLS = 1.5;
  private static final double LONGEST_PAUSE_IN_CALLS = 20;
  private static final int PROBES_BEFORE_GROWTH = 2;

  private int limit;
  private int inFlight;
  private boolean growing = true;
  private boolean probing;
  private int probesInARow;
  private double credit = 10;
  private int refusalsInARow;
  private int endedSinceCut;
  private long lastCut;
  private long nextProbe;
  private long probeStarted;
  private long heldUntil;
  private double meanNanos;

  /**
   * Creates a limit.
   *
   * @param initial how many calls may be under way before anything is known, or {@link #UNLIMITED}
   */
  ConcurrencyLimit(int initial, long now) {
    this.limit = initial;
    this.lastCut = now - 1;
    this.nextProbe = now;
    this.heldUntil = now;
  }

  /** Starts a call, if it may start now. */
  boolean tryStart(long now) {
    if (now - heldUntil < 0 || inFlight > limit) {
      return false;
    }
    if (inFlight == limit) {
      if (growing || probing || credit < 1 || now - nextProbe < 0) {
        return false;
      }
      probing = true;
      probeStarted = now;
    }
    inFlight++;
    return true;
  }

  /** Returns how long nothing can change by itself: 0 when only the end of a call can help. */
  long waitNanos(long now) {
    if (now - heldUntil < 0) {
      return heldUntil - now;
    }
    return !growing && !probing && credit >= 1 && inFlight == limit
        ? Math.max(0, nextProbe - now)
        : 0;
  }

  /** Takes note of a call that succeeded. */
  void succeeded(long started, long now) {
    boolean full = inFlight >= limit;
    end();
    credit = Math.min(MOST_CREDIT, credit + EARNED);
    double took = Math.max(1, now - started);
    meanNanos = meanNanos == 0 ? took : meanNanos + (took - meanNanos) / 16;
    if (started - lastCut <= 0) {
      return;
    }
    refusalsInARow = 0;
    if (full && limit < UNLIMITED) {
      grow(started, now);
    }
  }

  private void grow(long started, long now) {
    if (probing && started - probeStarted >= 0) {
      probing = false;
      nextProbe = now;
      probesInARow++;
      growing = probesInARow >= PROBES_BEFORE_GROWTH;
      limit++;
    } else if (growing) {
      limit++;
    }
  }

  /** Takes note of a call that ended in a way that tells nothing about the limit. */
  void ended() {
    end();
    probing = false;
  }

  /**
   * Takes note of a call that was refused because of a limit.
   *
   * @param retryAfter how long the provider asks to wait, where it says so
   */
  void refused(long started, long now, @Nullable Duration retryAfter) {
    boolean probe = probing && started == probeStarted;
    inFlight--;
    credit--;
    growing = false;
    probing = false;
    probesInARow = 0;
    pause(now);
    if (started - lastCut <= 0) {
      limit = Math.max(1, Math.min(limit, inFlight + endedSinceCut));
      return;
    }
    if (!probe) {
      double cut = CUTS[Math.min(refusalsInARow, CUTS.length - 1)];
      limit = Math.max(1, (int) (Math.min(limit, inFlight) * cut));
      if (refusalsInARow > 0) {
        hold(now, retryAfter);
      }
      refusalsInARow++;
    }
    lastCut = now;
    endedSinceCut = 0;
  }

  /** Takes note that what was refused is under way all the same: a tool tries it again itself. */
  void goesOn() {
    inFlight++;
  }

  private void hold(long now, @Nullable Duration retryAfter) {
    long hold =
        retryAfter == null
            ? Math.min(LONGEST_HOLD, FIRST_HOLD << Math.min(refusalsInARow - 1, 10))
            : retryAfter.toNanos();
    heldUntil = Math.max(heldUntil, now + hold);
  }

  /** The less credit there is, the longer. */
  private void pause(long now) {
    double spent = 1 - Math.max(0, credit) / MOST_CREDIT;
    double calls =
        SHORTEST_PAUSE_IN_CALLS
            + (LONGEST_PAUSE_IN_CALLS - SHORTEST_PAUSE_IN_CALLS) * spent * spent;
    nextProbe = now + Math.clamp((long) (meanNanos * calls), SHORTEST_PAUSE, LONGEST_PAUSE);
  }

  private void end() {
    inFlight--;
    endedSinceCut++;
  }

  int limit() {
    return limit;
  }

  int inFlight() {
    return inFlight;
  }
}
