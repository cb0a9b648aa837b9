package dev.manyhands.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Decider;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator is worth its time only if it finds what is wrong, and nothing else. */
class PlantedBugsTest {
  private static final int SEEDS = 100;

  @ParameterizedTest
  @MethodSource("dev.manyhands.testkit.simulator.PlantedBug#all")
  void isFound(PlantedBug bug) {
    assertThat(search(bug)).as("%s in %d seeds of each mode", bug, SEEDS).isPresent();
  }

  @Test
  void theStandardPolicyIsCleanInTheSameWorlds() {
    assertThat(search(Decider.standard()).map(Failure::toString)).isEmpty();
  }

  private static Optional<Failure> search(Decider decider) {
    Simulator simulator = new Simulator(decider);
    return LongStream.range(0, SEEDS)
        .boxed()
        .flatMap(seed -> Arrays.stream(Mode.values()).map(mode -> simulator.run(mode, seed)))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
