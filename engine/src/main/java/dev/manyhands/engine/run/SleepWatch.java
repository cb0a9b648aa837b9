package dev.manyhands.engine.run;

import dev.manyhands.core.run.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that the machine slept: the clock on the wall went on, the one that counts what programs
 * could do did not. So it does when somebody puts the clock forward. Used by one thread.
 */
public final class SleepWatch {
  /** Less is no sleep: clocks are corrected in small steps. */
  static final Duration LEAST = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private Instant lastTime;
  private long lastNanos;

  SleepWatch(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.lastTime = clock.instant();
    this.lastNanos = nanos.getAsLong();
  }

  /** Creates a watch that begins now. */
  public static SleepWatch of(InstantSource clock) {
    return new SleepWatch(clock, System::nanoTime);
  }

  /** Returns what a run is to be told of the time since the last look. */
  Optional<Command> look() {
    Instant time = clock.instant();
    long ticks = nanos.getAsLong();
    Duration lost = Duration.between(lastTime, time).minusNanos(ticks - lastNanos);
    lastTime = time;
    lastNanos = ticks;
    return lost.compareTo(LEAST) < 0
        ? Optional.empty()
        : Optional.of(new Command.LoseTime(time, lost));
  }
}
