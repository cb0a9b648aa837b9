package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the plans of {@code malformed.txt}: after {@code ===} the case, the plan, {@code ~~~}, and
 * each problem as it is told.
 */
class MalformedPlansTest {

  record Case(String name, String text, List<String> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Arrays.stream(PlanTexts.resource("malformed.txt").split("(?m)^=== "))
        .filter(block -> !block.isEmpty())
        .map(MalformedPlansTest::toCase);
  }

  private static Case toCase(String block) {
    int name = block.indexOf('\n');
    int end = block.indexOf("\n~~~\n");
    return new Case(
        block.substring(0, name),
        block.substring(name + 1, end + 1).replace("<TAB>", "\t"),
        block.substring(end + 5).lines().toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedWithEveryProblemAndItsPlace(Case malformed) {
    PlanResult result = PlanTexts.read(malformed.text());

    assertThat(result).isInstanceOf(PlanResult.Invalid.class);
    assertThat(told((PlanResult.Invalid) result)).isEqualTo(malformed.problems());
  }

  private static List<String> told(PlanResult.Invalid invalid) {
    List<String> lines = new ArrayList<>();
    for (PlanProblem problem : invalid.problems()) {
      assertThat(problem.file()).isEqualTo("plan.yaml");
      lines.add("%d:%d: %s".formatted(problem.line(), problem.column(), problem.message()));
    }
    if (invalid.more() > 0) {
      lines.add("and %d more".formatted(invalid.more()));
    }
    return lines;
  }

  @Test
  void thereAreManyKindsOfThem() {
    assertThat(cases().map(Case::name).distinct()).hasSizeGreaterThan(120);
  }
}
