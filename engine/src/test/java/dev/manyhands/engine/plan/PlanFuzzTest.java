package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, it is a plan or has problems with places inside it. */
@Tag("long")
class PlanFuzzTest {
  private static final int MUTANTS = Integer.getInteger("plan.mutants", 2_000);

  @Test
  void neverFailsOtherwise() throws IOException {
    int valid = 0;
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] mutant = Mutants.of(PlanTexts.example(), seed);
      long before = cpuTime();
      PlanResult result =
          new PlanReader().read(new ByteArrayInputStream(mutant), "p.yaml", PlanTexts.AGENTS);
      assertThat(Duration.ofNanos(cpuTime() - before))
          .as("seed %d", seed)
          .isLessThan(Duration.ofSeconds(1));
      switch (result) {
        case PlanResult.Valid read -> {
          valid++;
          assertThat(PlanCodec.read(PlanCodec.write(read.plan()))).isEqualTo(read.plan());
        }
        case PlanResult.Invalid refused -> {
          for (PlanProblem problem : refused.problems()) {
            assertInside(mutant, problem, seed);
          }
        }
      }
    }
    // Else the mutations would be too wild, or too tame, to try much.
    assertThat(valid).isBetween(MUTANTS / 20, MUTANTS / 2);
  }

  /** The time that this thread computed: another process that computes too does no harm. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void assertInside(byte[] file, PlanProblem problem, int seed) {
    // As bytes, a line is at least as long as in characters.
    List<String> lines = new String(file, StandardCharsets.ISO_8859_1).concat("x").lines().toList();
    assertThat(problem.line()).as("seed %d: %s", seed, problem).isBetween(1, lines.size());
    assertThat(problem.column())
        .as("seed %d: %s", seed, problem)
        .isBetween(1, lines.get(problem.line() - 1).length() + 1);
    assertThat(problem.message()).as("seed %d", seed).isNotBlank().doesNotContain("\n");
  }
}
