package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import org.junit.jupiter.api.Test;

class PlanBoundsTest {
  private static Plan plan(String text) {
    return PlanTexts.read(text).orThrow();
  }

  @Test
  void throwsAllProblemsAtOnce() {
    PlanResult result = PlanTexts.read("version: 1\nnamee: x\ntasks: []\n");

    assertThatThrownBy(result::orThrow)
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.CONFIG);
              assertThat(e.getMessage())
                  .isEqualTo(
                      """
                      plan.yaml:2:1: unknown key 'namee' in a plan; did you mean 'name'? Known: \
                      version, name, base, agent, concurrency, limits, workspace, env, passEnv, \
                      defaults, permissions, tasks, combine, $schema
                      plan.yaml:3:8: 'tasks' is empty; list at least one task\
                      """);
              assertThat(e.hint()).contains("manyhands schema");
            });
  }

  @Test
  void saysHowManyProblemsItDoesNotShow() {
    StringBuilder text = new StringBuilder("version: 1\ntasks:\n");
    for (int i = 0; i < 30; i++) {
      text.append("  - {id: t").append(i).append("}\n");
    }

    PlanResult.Invalid invalid = (PlanResult.Invalid) PlanTexts.read(text.toString());

    assertThat(invalid.problems()).hasSize(20);
    assertThat(invalid.message()).endsWith("\nand 10 more");
  }

  @Test
  void readsAPlanOfTenThousandTasksInAChainAndRefusesOneMore() {
    StringBuilder text = new StringBuilder("version: 1\ntasks:\n  - {id: t0, command: a}\n");
    for (int i = 1; i < 10_000; i++) {
      text.append("  - {id: t%d, command: a, needs: t%d}\n".formatted(i, i - 1));
    }

    assertThat(plan(text.toString()).tasks()).hasSize(10_000);

    text.append("  - {id: more, command: a}\n");
    assertThat(((PlanResult.Invalid) PlanTexts.read(text.toString())).problems())
        .extracting(PlanProblem::toString)
        .containsExactly(
            "plan.yaml:10003:5: a plan has at most 10000 tasks, and this is one too many; split"
                + " the plan");
  }

  @Test
  void findsACycleThroughTenThousandTasks() {
    StringBuilder text = new StringBuilder("version: 1\ntasks:\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("  - {id: t%d, command: a, needs: t%d}\n".formatted(i, (i + 1) % 10_000));
    }

    assertThat(((PlanResult.Invalid) PlanTexts.read(text.toString())).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(3);
              assertThat(problem.message()).contains("t0 → t1 → t2", "9980 more → t0");
            });
  }

  @Test
  void refusesADefaultCheckThatTheTasksMultiply() {
    StringBuilder text = new StringBuilder("version: 1\ndefaults:\n  check: make ");
    text.append("x".repeat(100_000)).append("\ntasks:\n");
    for (int i = 0; i < 200; i++) {
      text.append("  - {id: t%d, command: a}\n".formatted(i));
    }

    assertThat(((PlanResult.Invalid) PlanTexts.read(text.toString())).message())
        .isEqualTo(
            "plan.yaml:3:10: 200 tasks with this check are more than 16 MiB; put it in a script of"
                + " the repository");
  }

  @Test
  void refusesArgumentsAndVariablesThatNoProgramCanBeGiven() {
    String most = "x".repeat(128 * 1024 - 1);
    String text = "version: 1\nenv: {A: %s}\ntasks: [{id: a, command: [b, %s]}]\n";

    assertThat(PlanTexts.read(text.formatted("x", most))).isInstanceOf(PlanResult.Valid.class);
    assertThat(((PlanResult.Invalid) PlanTexts.read(text.formatted(most, most + "x"))).problems())
        .extracting(problem -> problem.line() + ": " + problem.message())
        .containsExactly(
            "2: this is longer than the 128 KiB that a variable can hold; shorten it",
            "3: an item of 'command' is longer than the 128 KiB that a program can be given; put"
                + " it in a file");
  }
}
