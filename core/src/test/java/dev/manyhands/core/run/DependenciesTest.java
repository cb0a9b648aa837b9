package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.cancelTask;
import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.start;
import static dev.manyhands.core.run.Asks.succeed;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.commit;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.successWithoutChange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.TaskState.Skipped;
import dev.manyhands.core.run.TaskState.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependenciesTest {

  @Test
  void aTaskWaitsForWhatItNeedsAndStartsFromAHeadThatContainsIt() {
    Scenario run =
        Scenario.of(plan(task("b").needs("a"), task("a")))
            .when(start())
            .then(runStarted(), attemptStarted("a/1"));

    // Done is not enough: what b starts from must contain it.
    run.when(succeed("a/1")).then(attemptSucceeded("a/1"), mergeStarted(1, 1));
    run.task("b", Waiting.class);

    run.when(mergePasses(1, head("with a")))
        .then(
            mergePassed(1, head("with a")),
            taskMerged("a/1"),
            attemptStarted("b/1", commit("with a")))
        .pending(Things.runAttempt("b/1", commit("with a")));
  }

  @Test
  void aTaskWaitsForAllThatItNeeds() {
    Scenario run =
        Scenario.of(plan(task("a"), task("b"), task("c").needs("a", "b")))
            .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
            .when(finish("a/1", successWithoutChange()))
            .then(attemptEnded("a/1", successWithoutChange()), taskSucceeded("a/1"));
    run.task("c", Waiting.class);

    run.when(finish("b/1", successWithoutChange()))
        .then(
            attemptEnded("b/1", successWithoutChange()),
            taskSucceeded("b/1"),
            attemptStarted("c/1"));
  }

  @Test
  void everythingThatNeedsAFailedTaskIsSkippedAndSaysBecauseOfWhich() {
    Scenario run =
        Scenario.of(
                plan(
                    task("a").retries(0),
                    task("b").needs("a"),
                    task("c").needs("b"),
                    task("d").needs("a", "c")))
            .given(runStarted(), attemptStarted("a/1"))
            .when(finish("a/1", failure("boom")))
            .then(
                attemptEnded("a/1", failure("boom")),
                taskFailed("a", "boom"),
                taskSkipped("b", "a"),
                taskSkipped("d", "a"),
                taskSkipped("c", "b"),
                runFinished(RunStatus.FAILED));

    assertThat(run.task("c", Skipped.class).because()).isEqualTo(Things.id("b"));
  }

  @Test
  void whatDoesNotNeedTheFailedTaskGoesOn() {
    Scenario run =
        Scenario.of(plan(task("a").retries(0), task("b"), task("c").needs("b")))
            .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
            .when(finish("a/1", failure("boom")))
            .then(attemptEnded("a/1", failure("boom")), taskFailed("a", "boom"))
            .pending(Things.runAttempt("b/1"));

    run.task("c", Waiting.class);
  }

  @Test
  void whatNeedsACancelledTaskIsSkipped() {
    Scenario.of(plan(task("a"), task("b").needs("a"), task("c").needs("b")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(cancelTask("b", "not wanted"))
        .then(taskCancelled("b", "not wanted"), taskSkipped("c", "b"))
        .pending(Things.runAttempt("a/1"));
  }

  @Test
  void aChainOfTenThousandTasksIsSkippedWithoutRunningOutOfStack() {
    int length = 10_000;
    List<Plans.Spec> chain = new ArrayList<>(List.of(task("t0").retries(0)));
    for (int i = 1; i < length; i++) {
      chain.add(task("t" + i).needs("t" + (i - 1)));
    }
    Scenario run =
        Scenario.of(plan(chain.toArray(Plans.Spec[]::new)))
            .given(runStarted(), attemptStarted("t0/1"))
            .when(finish("t0/1", failure("boom")));

    assertThat(run.events()).hasSize(length + 2);
    assertThat(run.state()).isInstanceOf(RunState.Finished.class);
    assertThat(run.live().tasks().get(length - 1).state())
        .isEqualTo(new Skipped(Things.id("t" + (length - 2))));
  }
}
