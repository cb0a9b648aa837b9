package dev.manyhands.core.plan;

import static dev.manyhands.core.run.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Plans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskGraphTest {

  private static Optional<TaskGraph.Problem> problem(Plans.Spec... tasks) {
    return TaskGraph.problem(specs(Arrays.asList(tasks)));
  }

  private static List<TaskSpec> specs(List<Plans.Spec> tasks) {
    return tasks.stream().map(Plans.Spec::build).toList();
  }

  @Test
  void independentTasksAreFine() {
    assertThat(problem(task("a"), task("b"))).isEmpty();
  }

  @Test
  void aNeedMayStandBeforeOrAfterItsTask() {
    assertThat(problem(task("a").needs("b"), task("b"), task("c").needs("a", "b"))).isEmpty();
  }

  @Test
  void anIdThatIsUsedTwiceIsNamedAtItsSecondUse() {
    assertThat(problem(task("a"), task("b"), task("a")))
        .contains(new TaskGraph.Problem(2, "two tasks have the id 'a'"));
  }

  @Test
  void aNeedThatNobodyMeetsIsNamed() {
    assertThat(problem(task("a"), task("b").needs("a", "tpyo")))
        .contains(new TaskGraph.Problem(1, "task 'b' needs 'tpyo', which no task is called"));
  }

  @Test
  void aTaskThatNeedsItselfIsACycle() {
    assertThat(problem(task("x"), task("a").needs("a")))
        .contains(new TaskGraph.Problem(1, "tasks need each other in a cycle: a → a"));
  }

  @Test
  void aCycleIsNamedInTheDirectionOfTheNeeds() {
    // d is behind the cycle, e before it: neither is part of it.
    TaskGraph.Problem found =
        problem(
                task("d").needs("a"),
                task("a").needs("b"),
                task("b").needs("c"),
                task("c").needs("a", "e"),
                task("e"))
            .orElseThrow();

    assertThat(found.message())
        .isIn(
            "tasks need each other in a cycle: a → b → c → a",
            "tasks need each other in a cycle: b → c → a → b",
            "tasks need each other in a cycle: c → a → b → c");
    assertThat(found.task()).isEqualTo("dabce".indexOf(found.message().charAt(34)));
  }

  @Test
  void aTaskBehindACycleIsNotBlamed() {
    assertThat(problem(task("z").needs("a"), task("a").needs("b"), task("b").needs("a")))
        .hasValueSatisfying(found -> assertThat(found.message()).doesNotContain("z"));
  }

  @Test
  void aChainOfTenThousandTasksIsFineInAnyOrder() {
    List<TaskSpec> chain = specs(chain(10_000));
    List<TaskSpec> shuffled = new ArrayList<>(chain);
    Collections.shuffle(shuffled, new Random(7));

    for (List<TaskSpec> order : List.of(chain, chain.reversed(), shuffled)) {
      assertThat(TaskGraph.problem(order)).isEmpty();
      assertThat(TaskGraph.heights(order))
          .containsEntry(new TaskId("t0"), 10_000)
          .containsEntry(new TaskId("t9999"), 1);
    }
  }

  @Test
  void aCycleOfTenThousandTasksIsFound() {
    List<Plans.Spec> cycle = new ArrayList<>(chain(10_000));
    cycle.set(0, task("t0").needs("t9999"));

    assertThat(TaskGraph.problem(specs(cycle)))
        .hasValueSatisfying(found -> assertThat(found.message().split(" → ")).hasSize(10_001));
  }

  @Test
  void aTaskIsAsHighAsTheLongestChainThatBeginsWithIt() {
    assertThat(
            TaskGraph.heights(
                specs(
                    List.of(
                        task("top").needs("mid", "low"),
                        task("mid").needs("low"),
                        task("low"),
                        task("alone")))))
        .containsEntry(new TaskId("low"), 3)
        .containsEntry(new TaskId("mid"), 2)
        .containsEntry(new TaskId("top"), 1)
        .containsEntry(new TaskId("alone"), 1);
  }

  private static List<Plans.Spec> chain(int length) {
    List<Plans.Spec> chain = new ArrayList<>(List.of(task("t0")));
    for (int i = 1; i < length; i++) {
      chain.add(task("t" + i).needs("t" + (i - 1)));
    }
    return chain;
  }
}
