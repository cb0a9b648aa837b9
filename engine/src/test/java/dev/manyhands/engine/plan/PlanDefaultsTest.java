package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Combine.OnConflict;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.WorkspaceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanDefaultsTest {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private static Plan plan(String text) {
    return PlanTexts.read(text).orThrow();
  }

  private static TaskSpec task(String text) {
    return plan(text).tasks().getFirst();
  }

  @Test
  void fillsInEveryDefault() {
    Plan plan =
        plan(
            """
            version: 1
            agent: claude
            tasks:
              - {id: words, prompt: Do it.}
              - {id: program, command: make, timeout: 2h}
            """);

    assertThat(plan.name()).isEqualTo("plan");
    assertThat(plan.base()).isEqualTo("HEAD");
    assertThat(plan.concurrency())
        .isEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()));
    assertThat(plan.limits())
        .isEqualTo(new RunLimits(Duration.ofHours(24), Duration.ofHours(24), Budget.UNLIMITED));
    assertThat(plan.workspace()).isEqualTo(new WorkspaceSpec(null, List.of()));
    assertThat(plan.env()).isEmpty();
    assertThat(plan.passEnv()).isEmpty();
    assertThat(plan.combine())
        .isEqualTo(new Combine(null, OnConflict.BY_WORK, 2, "plan", List.of()));
    TaskSpec words = plan.tasks().get(0);
    assertThat(words.title()).isEqualTo("words");
    assertThat(words.check()).isEmpty();
    assertThat(words.files()).isEmpty();
    assertThat(words.limits())
        .isEqualTo(new TaskLimits(Duration.ofMinutes(10), HALF_HOUR, Duration.ofMinutes(5), 1));
    TaskSpec program = plan.tasks().get(1);
    assertThat(program.agent()).isEqualTo(AgentName.COMMAND);
    assertThat(program.limits())
        .isEqualTo(
            new TaskLimits(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofHours(2), 0));
  }

  @Test
  void takesEveryDefaultFromThePlanAndThenFromTheTask() {
    Plan plan =
        plan(
            """
            version: 1
            defaults: {start: 1m, timeout: 2m, idle: 3m, retries: 4, check: a, checkTimeout: 5m}
            tasks:
              - {id: a, command: make}
              - {id: b, command: make, start: 6s, timeout: 7s, idle: 8s, retries: 9,
                 check: [b, -x], checkTimeout: 10s}
            """);

    assertThat(plan.tasks().get(0).limits())
        .isEqualTo(
            new TaskLimits(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(3), 4));
    assertThat(plan.tasks().get(0).check())
        .contains(new Check(List.of("sh", "-c", "a"), Duration.ofMinutes(5)));
    assertThat(plan.tasks().get(1).limits())
        .isEqualTo(
            new TaskLimits(Duration.ofSeconds(6), Duration.ofSeconds(7), Duration.ofSeconds(8), 9));
    assertThat(plan.tasks().get(1).check())
        .contains(new Check(List.of("b", "-x"), Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @CsvSource({"false", "null", "~", "''"})
  void switchesTheDefaultCheckOff(String off) {
    TaskSpec task =
        task(
            """
            version: 1
            defaults: {check: make}
            tasks:
              - id: a
                command: make
                check: %s
            """
                .formatted(off));

    assertThat(task.check()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "plan.yaml, plan",
    "some/where/junit5.plan.yml, junit5.plan",
    "noextension, noextension",
    "'my plan.yaml', my plan",
    "-, plan",
    "<stdin>, plan",
    ".yaml, plan",
    "'', plan"
  })
  void namesThePlanAfterItsFile(String file, String name) {
    PlanResult result =
        new PlanReader().read("version: 1\ntasks: [{id: a, command: b}]", file, Set.of());

    assertThat(result.orThrow().name()).isEqualTo(name);
    assertThat(result.orThrow().combine().message()).isEqualTo(name);
  }

  @Test
  void findsTheCheckThatATaskGivesItself() {
    Optional<Check> check =
        task("version: 1\ntasks: [{id: a, command: b, check: make, checkTimeout: 1m}]").check();

    assertThat(check).contains(new Check(List.of("sh", "-c", "make"), Duration.ofMinutes(1)));
  }
}
