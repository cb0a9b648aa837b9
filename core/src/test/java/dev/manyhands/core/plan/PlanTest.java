package dev.manyhands.core.plan;

import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.manyhands.core.run.Plans;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aPlanNeedsATask() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan().build())
        .withMessage("a plan needs at least one task");
  }

  @Test
  void aPlanHasNoCycles() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(task("a").needs("b"), task("b").needs("a")).build())
        .withMessageContaining("cycle");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
  void concurrencyHasBounds(int concurrency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(task("a")).concurrency(concurrency).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(task("a")).build().withConcurrency(concurrency));
  }

  @Test
  void anotherConcurrencyChangesNothingElse() {
    Plan plan = plan(task("a")).concurrency(2).build();

    assertThat(plan.withConcurrency(5).concurrency()).isEqualTo(5);
    assertThat(plan.withConcurrency(5).withConcurrency(2)).isEqualTo(plan);
  }

  @Test
  void variablesKeepThePlansOrderAndAreCopied() {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("Z", "1");
    env.put("A", "2");
    Plan plain = plan(task("a")).build();
    Plan plan =
        new Plan(
            plain.name(),
            plain.base(),
            1,
            plain.limits(),
            plain.workspace(),
            env,
            List.of(),
            plain.tasks(),
            plain.combine());
    env.clear();

    assertThat(plan.env().keySet()).containsExactly("Z", "A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "core", "a.b_c-d", "9lives"})
  void taskIds(String good) {
    assertThat(new TaskId(good)).hasToString(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "aA"})
  void otherTaskIdsAreRefused(String bad) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TaskId(bad));
  }

  @Test
  void taskIdsHaveAtMost64Characters() {
    assertThat(new TaskId("a".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new TaskId("a".repeat(65)));
  }

  @Test
  void aNeedIsNamedOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> task("a").needs("b", "b").build())
        .withMessageContaining("twice");
  }

  @Test
  void aProgramGoesWithTheCommandAgentAndAPromptWithAnyOther() {
    TaskSpec program = task("a").build();
    TaskSpec prompt = task("a").prompt().build();

    assertThatIllegalArgumentException().isThrownBy(() -> with(program, prompt.agent()));
    assertThatIllegalArgumentException().isThrownBy(() -> with(prompt, program.agent()));
  }

  private static TaskSpec with(TaskSpec task, AgentName agent) {
    return new TaskSpec(
        task.id(),
        task.title(),
        agent,
        task.work(),
        task.files(),
        task.needs(),
        task.checkOrNull(),
        task.limits());
  }

  @Test
  void everyLimitIsAboveZeroAndAtMostAYear() {
    Duration year = Duration.ofDays(366);
    for (Duration bad : List.of(Duration.ZERO, MINUTE.negated(), year.plusNanos(1))) {
      List<Runnable> makers =
          List.of(
              () -> new TaskLimits(bad, MINUTE, MINUTE, 0),
              () -> new TaskLimits(MINUTE, bad, MINUTE, 0),
              () -> new TaskLimits(MINUTE, MINUTE, bad, 0),
              () -> new RunLimits(bad, MINUTE, Budget.UNLIMITED),
              () -> new RunLimits(MINUTE, bad, Budget.UNLIMITED),
              () -> new Check(List.of("check"), bad));
      makers.forEach(
          maker -> assertThatIllegalArgumentException().as("%s", bad).isThrownBy(maker::run));
    }
    assertThat(new RunLimits(year, year, Budget.UNLIMITED).wall()).isEqualTo(year);
  }

  @Test
  void budgetsAreAboveZeroWhereThereAreAny() {
    assertThat(new RunLimits(MINUTE, MINUTE, Budget.UNLIMITED).budget().tokens()).isEmpty();
    assertThat(new RunLimits(MINUTE, MINUTE, new Budget(5L, BigDecimal.ONE)).budget().tokens())
        .hasValue(5);
    assertThatIllegalArgumentException().isThrownBy(() -> new Budget(0L, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Budget(null, BigDecimal.ZERO));
  }

  @Test
  void countsHaveBounds() {
    for (int bad : new int[] {-1, 101}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TaskLimits(MINUTE, MINUTE, MINUTE, bad));
      assertThatIllegalArgumentException().isThrownBy(() -> plan(task("a")).returns(bad).build());
    }
  }

  @Test
  void programsPromptsAndChecksAreNotEmpty() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Work.Program(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Work.Program(List.of("", "x")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Work.Prompt(" \n"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Check(List.of(), MINUTE));
    assertThatIllegalArgumentException().isThrownBy(() -> new AgentName(" "));
  }

  @Test
  void listsAreCopied() {
    List<String> argv = new ArrayList<>(List.of("make"));
    Work.Program program = new Work.Program(argv);
    Check check = new Check(argv, MINUTE);
    WorkspaceSpec workspace = new WorkspaceSpec(argv, argv);
    argv.add("clean");

    assertThat(program.argv()).containsExactly("make");
    assertThat(check.argv()).containsExactly("make");
    assertThat(workspace.setup()).contains(List.of("make"));
    assertThat(workspace.copy()).containsExactly("make");
  }

  @Test
  void whatComesBackFromTheMergeQueueDependsOnThePlanAndOnTheWork() {
    Work program = task("a").build().work();
    Work prompt = task("a").prompt().build().work();

    assertThat(combine(Combine.OnConflict.FAIL).returns(prompt)).isZero();
    assertThat(combine(Combine.OnConflict.RETRY).returns(program)).isEqualTo(2);
    assertThat(combine(Combine.OnConflict.RETRY).returns(prompt)).isEqualTo(2);
    // A program cannot be told of a conflict; a prompt can.
    assertThat(combine(Combine.OnConflict.BY_WORK).returns(program)).isZero();
    assertThat(combine(Combine.OnConflict.BY_WORK).returns(prompt)).isEqualTo(2);
  }

  private static Combine combine(Combine.OnConflict onConflict) {
    return new Combine(null, onConflict, 2, "Combine", List.of());
  }

  @Test
  void aPlanOfTenThousandTasksInOneChainCanBeMade() {
    List<Plans.Spec> chain = new ArrayList<>(List.of(task("t0")));
    for (int i = 1; i < 10_000; i++) {
      chain.add(task("t" + i).needs("t" + (i - 1)));
    }

    assertThat(plan(chain.toArray(Plans.Spec[]::new)).build().tasks()).hasSize(10_000);
  }
}
