package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.id;
import static dev.manyhands.core.run.Things.runAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
  private static final Duration FIRST = Limits.backoff(id("a"), 1);

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"FAILED", "TIMED_OUT", "STALLED"})
  void aFailedAttemptIsTriedAgainAfterABackOff(Outcome outcome) {
    Scenario run =
        Scenario.of(plan(task("a").retries(1)))
            .given(runStarted(), attemptStarted("a/1"))
            .when(finish("a/1", failure(outcome, "boom")))
            .then(attemptEnded("a/1", failure(outcome, "boom")), taskRetried("a", FIRST))
            .wakesAt(FIRST)
            .pending();

    run.after(FIRST.minusNanos(1)).when(tick()).thenNothing();
    run.after(Duration.ofNanos(1))
        .when(tick())
        .then(attemptStarted("a/2"))
        .pending(runAttempt("a/2"));
  }

  @Test
  void aTaskFailsWithTheLastReasonWhenItsRetriesAreUsedUp() {
    Scenario run = Scenario.of(plan(task("a").retries(2))).given(runStarted());
    for (int number = 1; number <= 2; number++) {
      Duration backoff = Limits.backoff(id("a"), number);
      run.given(attemptStarted("a/" + number))
          .when(finish("a/" + number, failure("boom " + number)))
          .then(attemptEnded("a/" + number, failure("boom " + number)), taskRetried("a", backoff))
          .after(backoff);
    }

    run.given(attemptStarted("a/3"))
        .when(finish("a/3", failure("boom 3")))
        .then(
            attemptEnded("a/3", failure("boom 3")),
            taskFailed("a", "boom 3"),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void aLostAttemptIsTriedAgainAtOnceAndUsesUpNoRetry() {
    Scenario run =
        Scenario.of(plan(task("a").retries(0))).given(runStarted(), attemptStarted("a/1"));
    for (int number = 1; number <= Limits.LOSSES; number++) {
      run.when(finish("a/" + number, failure(Outcome.LOST, "gone")))
          .then(
              attemptEnded("a/" + number, failure(Outcome.LOST, "gone")),
              taskRetried("a", Duration.ZERO),
              attemptStarted("a/" + (number + 1)));
    }
  }

  @Test
  void aTaskUnderWhichEnginesEndAgainAndAgainIsSuspected() {
    Scenario run = Scenario.of(plan(task("a"))).given(runStarted());
    for (int number = 1; number <= Limits.LOSSES; number++) {
      run.given(
          attemptStarted("a/" + number),
          attemptEnded("a/" + number, failure(Outcome.LOST, "gone")),
          taskRetried("a", Duration.ZERO));
    }

    run.given(attemptStarted("a/6"))
        .when(finish("a/6", failure(Outcome.LOST, "gone")))
        .then(
            attemptEnded("a/6", failure(Outcome.LOST, "gone")),
            taskFailed("a", "6 engines ended while it ran; the last: gone"),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void anAttemptThatSaysItWasCancelledIsNotTriedAgain() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(finish("a/1", failure(Outcome.CANCELLED, "its terminal was closed")))
        .then(
            attemptEnded("a/1", failure(Outcome.CANCELLED, "its terminal was closed")),
            Facts.taskCancelled("a", "its terminal was closed"),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void theBackOffDoublesFromASecondToAMinute() {
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(Limits::backoff).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(IntStream.rangeClosed(7, 200).mapToObj(Limits::backoff))
        .containsOnly(Duration.ofMinutes(1));
  }

  @Test
  void theJitterIsAtMostAQuarterAndDiffersBetweenTasks() {
    for (int failures = 1; failures <= 10; failures++) {
      Duration plain = Limits.backoff(failures);
      for (int i = 0; i < 200; i++) {
        assertThat(Limits.backoff(id("t" + i), failures))
            .isBetween(plain.multipliedBy(3).dividedBy(4), plain.multipliedBy(5).dividedBy(4));
      }
    }
    assertThat(IntStream.range(0, 200).mapToObj(i -> Limits.backoff(id("t" + i), 1)).distinct())
        .hasSizeGreaterThan(100);
  }

  /** A run is replayed by later versions and on other machines. */
  @Test
  void theJitterNeverChanges() {
    assertThat(Limits.backoff(id("a"), 1)).isEqualTo(Duration.parse("PT0.987304687S"));
    assertThat(Limits.backoff(id("core"), 3)).isEqualTo(Duration.parse("PT3.546875S"));
  }
}
