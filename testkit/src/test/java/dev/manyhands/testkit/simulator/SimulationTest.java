package dev.manyhands.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Decider;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The policy, the run loop and the effect reconciler of production in thousands of worlds: I3, I5,
 * I6, I8, I9, I10, I12, recovery, and ends that the plan asks for.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulationTest {
  private final Simulator simulator = new Simulator(Decider.standard());

  @Test
  @Order(1)
  void worldsThatFailedBefore() {
    assertThat(Seeds.regressions()).isNotEmpty();
    for (Seeds.Regression regression : Seeds.regressions()) {
      demandNothingFound(simulator.run(regression.mode(), regression.seed()));
    }
  }

  @ParameterizedTest
  @Order(2)
  @EnumSource
  void worldsOfMode(Mode mode) {
    demandNothingFound(simulator.first(mode, Seeds.chosen()));
  }

  private static void demandNothingFound(Optional<Failure> failure) {
    assertThat(failure.map(Failure::toString))
        .as(
            "to see it again: -Dseed=%s; commit it in regression-seeds.txt",
            failure.map(Failure::seed).orElse(0L))
        .isEmpty();
  }
}
