package dev.manyhands.engine.agent.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConcurrencyLimitTest {
  private static final long SECOND = SimulatedProvider.SECOND;
  private static final long LONG = 3600 * SECOND;
  private static final int SEEDS = 4;

  /** How a hidden limit moves between 2 and 50, slowly, in jumps and in waves. */
  enum Movement {
    STAYS_LOW,
    STAYS_HIGH,
    WALKS,
    JUMPS,
    SWINGS;

    LongToIntFunction limit(long seed) {
      int[] bySecond = new int[(int) (LONG / SECOND) + 60];
      SplittableRandom random = new SplittableRandom(seed);
      int limit = 2 + random.nextInt(49);
      int next = 0;
      for (int i = 0; i < bySecond.length; i++) {
        switch (this) {
          case STAYS_LOW -> limit = 2;
          case STAYS_HIGH -> limit = 50;
          case WALKS -> {
            if (i % 10 == 0) {
              limit = Math.clamp(limit + random.nextInt(-2, 3), 2, 50);
            }
          }
          case JUMPS -> {
            if (i == next) {
              limit = 2 + random.nextInt(49);
              next = i + random.nextInt(60, 180);
            }
          }
          case SWINGS -> limit = (int) Math.round(26 + 24 * Math.sin(i * 2 * Math.PI / 600));
        }
        bySecond[i] = limit;
      }
      return time -> bySecond[(int) (time / SECOND)];
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHiddenLimitIsFollowed(Movement movement) {
    double least = 1;
    double most = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      LongToIntFunction hidden = movement.limit(seed);
      SimulatedProvider.Outcome best = new SimulatedProvider(hidden, seed, null).best(LONG);
      SimulatedProvider.Outcome ours =
          new SimulatedProvider(hidden, seed, null).follow(new ConcurrencyLimit(20, 0), LONG);
      double share = (double) ours.succeeded() / best.succeeded();
      least = Math.min(least, share);
      most = Math.max(most, ours.refusedShare());
    }
    assertThat(least).as("share of the best throughput").isGreaterThanOrEqualTo(0.9);
    assertThat(most).as("share of refused calls").isLessThanOrEqualTo(0.02);
  }

  @Test
  void thereIsAlwaysOneCall() {
    SimulatedProvider.Outcome none =
        new SimulatedProvider(_ -> 0, 1, null).follow(new ConcurrencyLimit(20, 0), LONG);
    ConcurrencyLimit limit = new ConcurrencyLimit(1, 0);
    assertThat(none.refused()).isBetween(20L, 200L);
    assertThat(limit.tryStart(1)).isTrue();
    limit.refused(1, 2, null);
    assertThat(limit.limit()).isEqualTo(1);
  }

  @Test
  void theSecondRefusalInARowHoldsEverybodyForAsLongAsTheProviderAsks() {
    ConcurrencyLimit limit = new ConcurrencyLimit(4, 0);
    assertThat(limit.tryStart(1)).isTrue();
    limit.refused(1, 2, Duration.ofSeconds(9));
    assertThat(limit.tryStart(3)).isTrue();
    limit.refused(3, 4, Duration.ofSeconds(9));
    assertThat(limit.tryStart(5)).isFalse();
    assertThat(limit.waitNanos(4)).isEqualTo(9 * SECOND);
    assertThat(limit.tryStart(4 + 9 * SECOND)).isTrue();
  }

  @Test
  void withoutARefusalThereIsNoLimitToAServerOfOnesOwn() {
    ConcurrencyLimit limit = new ConcurrencyLimit(ConcurrencyLimit.UNLIMITED, 0);
    for (int i = 0; i < 5000; i++) {
      assertThat(limit.tryStart(1)).isTrue();
    }
    limit.refused(1, 2, null);
    assertThat(limit.limit()).isEqualTo(4999);
  }
}
