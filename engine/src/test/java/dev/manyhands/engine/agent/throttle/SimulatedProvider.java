package dev.manyhands.engine.agent.throttle;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A provider with a hidden limit and callers who always want more, in virtual time. A call takes
 * from half a second to two and a half; a refusal takes 80 ms to come back.
 */
final class SimulatedProvider {
  static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long REFUSAL = Duration.ofMillis(80).toNanos();

  private final LongToIntFunction hidden;
  private final SplittableRandom random;
  private final @Nullable Duration retryAfter;
  private final PriorityQueue<Call> calls =
      new PriorityQueue<>(Comparator.comparingLong(Call::end));
  private int active;
  private long succeeded;
  private long refused;

  private record Call(long started, long end, boolean accepted) {}

  /** What came of a simulation. */
  record Outcome(long succeeded, long refused) {
    double refusedShare() {
      return (double) refused / (succeeded + refused);
    }
  }

  /**
   * Creates a provider.
   *
   * @param hidden the limit at each time
   */
  SimulatedProvider(LongToIntFunction hidden, long seed, @Nullable Duration retryAfter) {
    this.hidden = hidden;
    this.random = new SplittableRandom(seed);
    this.retryAfter = retryAfter;
  }

  /** Lets callers follow a limit that learns. */
  Outcome follow(ConcurrencyLimit limit, long until) {
    long now = 0;
    while (now < until) {
      while (limit.tryStart(now)) {
        call(now);
      }
      long wait = limit.waitNanos(now);
      long next = calls.isEmpty() ? Long.MAX_VALUE : calls.peek().end();
      now = wait > 0 ? Math.min(next, now + wait) : next;
      while (!calls.isEmpty() && calls.peek().end() <= now) {
        Call call = calls.poll();
        end(call);
        if (call.accepted()) {
          limit.succeeded(call.started(), now);
        } else {
          limit.refused(call.started(), now, retryAfter);
        }
      }
    }
    return new Outcome(succeeded, refused);
  }

  /** Lets callers know the limit. */
  Outcome best(long until) {
    long now = 0;
    while (now < until) {
      while (active < hidden.applyAsInt(now)) {
        call(now);
      }
      // The limit may rise at any moment.
      now = Math.min(calls.peek().end(), now + SECOND / 20);
      while (!calls.isEmpty() && calls.peek().end() <= now) {
        end(calls.poll());
      }
    }
    return new Outcome(succeeded, refused);
  }

  private void call(long now) {
    boolean accepted = active < hidden.applyAsInt(now);
    if (accepted) {
      active++;
    }
    long took = accepted ? SECOND / 2 + random.nextLong(2 * SECOND) : REFUSAL;
    calls.add(new Call(now, now + took, accepted));
  }

  private void end(Call call) {
    if (call.accepted()) {
      active--;
      succeeded++;
    } else {
      refused++;
    }
  }
}
