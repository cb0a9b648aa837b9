package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.mergeTroubles;
import static dev.manyhands.core.run.Asks.succeed;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergeFailed;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.mergeTroubled;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A verification that cannot be carried out says nothing about the changes. */
class MergeTroubleTest {
  private static final Duration ONE = Duration.ofSeconds(1);
  private static final Duration TWO = Duration.ofSeconds(2);
  private static final Duration FOUR = Duration.ofSeconds(4);

  @Test
  void itIsTriedAgainAfterABackOffWithWhatHasArrivedSince() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1))
        .when(mergeTroubles(1, "disk full"))
        .then(mergeTroubled(1, ONE, "disk full"))
        .wakesAt(ONE)
        .when(succeed("t2/1"))
        .then(attemptSucceeded("t2/1"))
        .after(ONE)
        .when(tick())
        .then(mergeStarted(2, 2))
        .pending(verify(2, BASE, "t1/1", "t2/1"));
  }

  @Test
  void theThirdTimeInARowTheChangesAreGivenUp() {
    Scenario run =
        Scenario.of(plan(task("a"), task("b").needs("a")))
            .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"))
            .given(mergeStarted(1, 1), mergeTroubled(1, Duration.ZERO, "disk full"))
            .given(mergeStarted(2, 1));

    run.when(mergeTroubles(2, "disk full")).then(mergeTroubled(2, TWO, "disk full"));

    run.after(TWO)
        .given(mergeStarted(3, 1))
        .when(mergeTroubles(3, "disk full"))
        .then(
            mergeTroubled(3, FOUR, "disk full"),
            taskFailed("a", "it could not be combined: disk full"),
            taskSkipped("b", "a"),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void aSuccessInBetweenStartsTheCountAgain() {
    Scenario run =
        Scenario.of(plan(tasks(2)))
            .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
            .given(attemptSucceeded("t1/1"))
            .given(mergeStarted(1, 1), mergeTroubled(1, Duration.ZERO, "x"))
            .given(mergeStarted(2, 1), mergeTroubled(2, Duration.ZERO, "x"))
            .given(mergeStarted(3, 1), mergePassed(3, head("one")), taskMerged("t1/1"))
            .given(attemptSucceeded("t2/1"), mergeStarted(4, 1));

    run.when(mergeTroubles(4, "x")).then(mergeTroubled(4, ONE, "x"));
    assertThat(run.live().integration().troubles()).isEqualTo(1);
  }

  @Test
  void aRedCheckInBetweenStartsTheCountAgain() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"))
        .given(mergeStarted(1, 2), mergeTroubled(1, Duration.ZERO, "x"))
        .given(mergeStarted(2, 2), mergeTroubled(2, Duration.ZERO, "x"))
        .given(mergeStarted(3, 2), mergeFailed(3, "red"), mergeStarted(4, 0))
        .when(mergeTroubles(4, "x"))
        .then(mergeTroubled(4, ONE, "x"));
  }

  @Test
  void troubleWithAHalfKeepsTheSuspicion() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"))
        .given(mergeStarted(1, 2), mergeFailed(1, "red"))
        .given(mergeStarted(2, 0), mergePassed(2, BASE), mergeStarted(3, 1))
        .when(mergeTroubles(3, "disk full"))
        .then(mergeTroubled(3, ONE, "disk full"))
        .after(ONE)
        .when(tick())
        .then(mergeStarted(4, 1))
        .pending(verify(4, BASE, "t1/1"))
        .when(mergePasses(4, head("one")))
        .then(
            mergePassed(4, head("one")),
            taskMerged("t1/1"),
            Facts.taskReturned("t2/1", Outcome.REJECTED, "the combined check fails with it: red"),
            taskFailed("t2", "the combined check fails with it: red"),
            Facts.publishStarted());
  }

  @Test
  void troubleWithTheProbeOfTheBaseGivesUpTheSuspects() {
    Scenario.of(plan(tasks(3)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"), attemptStarted("t3/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"))
        .given(mergeStarted(1, 2), attemptSucceeded("t3/1"), mergeFailed(1, "red"))
        .given(mergeStarted(2, 0), mergeTroubled(2, Duration.ZERO, "disk full"))
        .given(mergeStarted(3, 0), mergeTroubled(3, Duration.ZERO, "disk full"))
        .given(mergeStarted(4, 0))
        .when(mergeTroubles(4, "disk full"))
        .then(
            mergeTroubled(4, FOUR, "disk full"),
            taskFailed("t1", "it could not be combined: disk full"),
            taskFailed("t2", "it could not be combined: disk full"))
        .after(FOUR)
        .when(tick())
        .then(mergeStarted(5, 1))
        .pending(verify(5, BASE, "t3/1"));
  }

  /** One that cannot be verified at all does not take its whole group along. */
  @Test
  void afterTwoTroublesFewerAreVerifiedTogether() {
    Scenario run =
        Scenario.of(plan(tasks(4)))
            .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
            .given(attemptStarted("t3/1"), attemptStarted("t4/1"))
            .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"))
            .given(attemptSucceeded("t3/1"), attemptSucceeded("t4/1"), mergeStarted(1, 4))
            .when(mergeTroubles(1, "crash"))
            .then(mergeTroubled(1, ONE, "crash"))
            .after(ONE)
            .when(tick())
            .then(mergeStarted(2, 4))
            .when(mergeTroubles(2, "crash"))
            .then(mergeTroubled(2, TWO, "crash"))
            .after(TWO)
            .when(tick())
            .then(mergeStarted(3, 2))
            .when(mergeTroubles(3, "crash"))
            .then(mergeTroubled(3, FOUR, "crash"))
            .after(FOUR)
            .when(tick())
            .then(mergeStarted(4, 1))
            .when(mergeTroubles(4, "crash"))
            .then(
                mergeTroubled(4, FOUR.multipliedBy(2), "crash"),
                taskFailed("t1", "it could not be combined: crash"))
            .after(FOUR.multipliedBy(2))
            .when(tick())
            .then(mergeStarted(5, 3))
            .pending(verify(5, BASE, "t2/1", "t3/1", "t4/1"));

    assertThat(run.live().integration().troubles()).isZero();
  }
}
