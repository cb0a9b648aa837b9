package dev.manyhands.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** The two clocks of a machine, as a test sets them. */
final class Machine implements InstantSource, LongSupplier {
  private final AtomicReference<Instant> time = new AtomicReference<>(Outcomes.AT);
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

  @Override
  public Instant instant() {
    return time.get();
  }

  /** Overflows, as such a counter may. */
  @Override
  public long getAsLong() {
    return nanos.get();
  }

  void passes(Duration span) {
    jumps(span);
    nanos.addAndGet(span.toNanos());
  }

  /** Lets the clock go on alone; backwards when negative. */
  void jumps(Duration span) {
    time.updateAndGet(now -> now.plus(span));
  }
}
