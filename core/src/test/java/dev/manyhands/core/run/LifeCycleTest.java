package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.publish;
import static dev.manyhands.core.run.Asks.start;
import static dev.manyhands.core.run.Asks.succeed;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.resultPublished;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.successWithoutChange;
import static dev.manyhands.core.run.Things.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeCycleTest {

  @Test
  void aRunThatHasNotStartedDoesNothing() {
    Scenario.of(plan(task("a"))).when(tick()).thenNothing().pending();
  }

  @Test
  void aTaskGoesFromReadyToMergedAndTheRunSucceeds() {
    Scenario run = Scenario.of(plan(task("a")));

    run.when(start()).then(runStarted(), attemptStarted("a/1")).pending(runAttempt("a/1"));

    run.after(Duration.ofSeconds(5))
        .when(succeed("a/1"))
        .then(attemptSucceeded("a/1"), mergeStarted(1, 1))
        .pending(verify(1, BASE, "a/1"));

    run.after(Duration.ofSeconds(5))
        .when(mergePasses(1, head("with a")))
        .then(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted())
        .pending(Things.publish(1, head("with a"), "a"));

    run.after(Duration.ofSeconds(5))
        .when(publish(1))
        .then(resultPublished(), runFinished(RunStatus.SUCCEEDED))
        .pending();

    assertThat(run.task("a", TaskState.Merged.class).attempt()).isEqualTo(1);
    assertThat(run.pendingNow()).isEmpty();
  }

  @Test
  void aTaskThatChangesNothingSucceedsAndThereIsNothingToPublish() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(Asks.finish("a/1", successWithoutChange()))
        .then(
            attemptEnded("a/1", successWithoutChange()),
            taskSucceeded("a/1"),
            runFinished(RunStatus.SUCCEEDED))
        .pending();
  }

  @Test
  void aRunIsPartialWhenOneTaskFailsAndAnotherIsCombined() {
    Scenario.of(plan(task("a"), task("b").retries(0)))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
        .given(attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"))
        .when(Asks.finish("b/1", failure("boom")))
        .then(attemptEnded("b/1", failure("boom")), Facts.taskFailed("b", "boom"), publishStarted())
        .pending(Things.publish(1, head("with a"), "a"))
        .when(publish(1))
        .then(resultPublished(), runFinished(RunStatus.PARTIAL));
  }

  @Test
  void aRunFailsWhenEveryTaskDoes() {
    Scenario.of(plan(task("a").retries(0)))
        .given(runStarted(), attemptStarted("a/1"))
        .when(Asks.finish("a/1", failure("boom")))
        .then(
            attemptEnded("a/1", failure("boom")),
            Facts.taskFailed("a", "boom"),
            runFinished(RunStatus.FAILED));
  }

  @Test
  void nothingFollowsOnceARunIsFinished() {
    Scenario run =
        Scenario.of(plan(task("a")))
            .given(runStarted(), attemptStarted("a/1"))
            .given(attemptEnded("a/1", successWithoutChange()), taskSucceeded("a/1"))
            .given(runFinished(RunStatus.SUCCEEDED));

    for (Asks late :
        List.of(
            start(),
            Asks.resume(),
            tick(),
            succeed("a/1"),
            Asks.cancelRun("late"),
            Asks.cancelTask("a", "late"),
            mergePasses(1, head("x")),
            publish(1))) {
      run.when(late).thenNothing().pending();
    }
  }

  @Test
  void aSecondStartChangesNothing() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(start())
        .thenNothing()
        .pending(runAttempt("a/1"));
  }

  @Test
  void warningsAreKeptShortAndFew() {
    Event started = Facts.runStarted("x".repeat(5_000), "two", "three", "four").apply(Things.T0);

    List<String> warnings = ((Event.RunStarted) started).warnings();
    assertThat(warnings).hasSize(3).contains("two", "three");
    assertThat(warnings.getFirst().length()).isLessThanOrEqualTo(Text.SENTENCE);
  }
}
