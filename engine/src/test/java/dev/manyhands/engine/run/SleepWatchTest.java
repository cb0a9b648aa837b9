package dev.manyhands.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SleepWatchTest {
  private final Machine machine = new Machine();
  private final SleepWatch watch = new SleepWatch(machine, machine);

  @Test
  void timeThatPassesForProgramsTooIsNotLost() {
    machine.passes(Duration.ofHours(30));
    assertThat(watch.look()).isEmpty();
  }

  @Test
  void timeThatOnlyTheClockCountedIsLostOnce() {
    machine.passes(Duration.ofMinutes(5));
    machine.jumps(Duration.ofHours(8));
    assertThat(watch.look()).contains(new Command.LoseTime(machine.instant(), Duration.ofHours(8)));
    assertThat(watch.look()).isEmpty();
  }

  @Test
  void smallCorrectionsDoNotAddUp() {
    for (int i = 0; i < 10; i++) {
      machine.jumps(SleepWatch.LEAST.minusMillis(1));
      assertThat(watch.look()).isEmpty();
    }
  }

  @Test
  void aClockThatIsPutBackLosesNothing() {
    machine.jumps(Duration.ofHours(-1));
    assertThat(watch.look()).isEmpty();
    machine.passes(Duration.ofMinutes(1));
    assertThat(watch.look()).isEmpty();
  }
}
