package dev.manyhands.core.run;

import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.TaskState.Failed;
import dev.manyhands.core.run.TaskState.Merged;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A red group is halved until the culprits are found; everything else lands. */
class BisectionTest {
  private int verifications;

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "1, 1", "2, 1", "2, 2", "3, 2", "4, 4", "7, 1", "7, 3", "7, 7", "8, 1", "8, 8", "32, 17"
  })
  void aSingleCulpritIsFoundAndTheRestLands(int changes, int culprit) {
    Set<Integer> rejected = combine(changes, tree -> !tree.contains(culprit));

    assertThat(rejected).containsExactly(culprit);
    // The whole group, the base, one for each halving, and the rest.
    int halvings = 32 - Integer.numberOfLeadingZeros(changes - 1);
    assertThat(verifications).isLessThanOrEqualTo(2 + halvings + 1);
  }

  @Test
  void severalCulpritsAreAllFound() {
    Set<Integer> culprits = Set.of(2, 3, 9, 16);

    assertThat(combine(16, tree -> tree.stream().noneMatch(culprits::contains)))
        .containsExactlyInAnyOrderElementsOf(culprits);
  }

  @Test
  void everySubsetOfCulpritsOfFiveIsFound() {
    for (int mask = 0; mask < 32; mask++) {
      int bits = mask;
      Set<Integer> culprits =
          IntStream.rangeClosed(1, 5)
              .filter(i -> (bits >> (i - 1) & 1) == 1)
              .boxed()
              .collect(Collectors.toSet());

      assertThat(combine(5, tree -> tree.stream().noneMatch(culprits::contains)))
          .isEqualTo(culprits);
    }
  }

  @Test
  void ofTwoThatFailOnlyTogetherTheFirstLandsAndTheSecondIsBlamed() {
    Set<Integer> rejected = combine(8, tree -> !(tree.contains(2) && tree.contains(7)));

    assertThat(rejected).containsExactly(7);
  }

  @Test
  void aGoodGroupTakesOneVerification() {
    assertThat(combine(32, _ -> true)).isEmpty();
    assertThat(verifications).isEqualTo(1);
  }

  /** Lets changes 1 to n arrive together, and plays a combined check that judges by their sum. */
  private Set<Integer> combine(int changes, Predicate<Set<Integer>> check) {
    verifications = 0;
    Scenario run = Scenario.of(plan(tasks(changes)).concurrency(changes)).given(Facts.runStarted());
    for (int i = 1; i <= changes; i++) {
      run.given(Facts.attemptStarted("t" + i + "/1"));
    }
    for (int i = 1; i < changes; i++) {
      run.given(Facts.attemptSucceeded("t" + i + "/1"));
    }
    run.when(Asks.succeed("t" + changes + "/1"));
    Set<Integer> landed = new TreeSet<>();
    for (Optional<Effect.Verify> next = verify(run); next.isPresent(); next = verify(run)) {
      verifications++;
      assertThat(verifications).as("an end").isLessThan(10 * changes + 10);
      landed = play(run, next.get(), landed, check);
    }
    for (int i = 1; i <= changes; i++) {
      Class<? extends TaskState> kind = landed.contains(i) ? Merged.class : Failed.class;
      run.task("t" + i, kind);
    }
    Set<Integer> kept = landed;
    return IntStream.rangeClosed(1, changes)
        .boxed()
        .filter(i -> !kept.contains(i))
        .collect(Collectors.toSet());
  }

  private static Set<Integer> play(
      Scenario run, Effect.Verify verify, Set<Integer> landed, Predicate<Set<Integer>> check) {
    assertThat(verify.head()).isEqualTo(headOf(landed));
    Set<Integer> tree = new TreeSet<>(landed);
    verify.candidates().forEach(c -> tree.add(number(c.attempt())));
    boolean green = check.test(tree);
    MergeEnd end =
        green
            ? new MergeEnd.Passed(headOf(tree), List.of(), 1L)
            : new MergeEnd.Failed(Things.tree("red"), 1L, "red");
    run.when(now -> new Command.FinishMerge(now, verify.number(), end));
    return green ? tree : landed;
  }

  private static Optional<Effect.Verify> verify(Scenario run) {
    return run.pendingNow().stream()
        .filter(Effect.Verify.class::isInstance)
        .map(Effect.Verify.class::cast)
        .findFirst();
  }

  private static Head headOf(Set<Integer> landed) {
    return landed.isEmpty() ? Things.BASE : Things.head(landed.toString());
  }

  private static int number(AttemptId attempt) {
    return Integer.parseInt(attempt.task().value().substring(1));
  }
}
