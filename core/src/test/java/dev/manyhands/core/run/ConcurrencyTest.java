package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.cancelTask;
import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.start;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.salvage;
import static dev.manyhands.core.run.Things.salvaged;
import static dev.manyhands.core.run.Things.successWithoutChange;

import dev.manyhands.core.run.TaskState.Ready;
import org.junit.jupiter.api.Test;

/** I8: never more subagents than the limit; the next waits in the queue. */
class ConcurrencyTest {

  @Test
  void noMoreStartThanThereAreSlots() {
    Scenario run =
        Scenario.of(plan(tasks(3)).concurrency(2))
            .when(start())
            .then(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
            .pending(runAttempt("t1/1"), runAttempt("t2/1"));

    run.task("t3", Ready.class);
  }

  @Test
  void aSlotThatBecomesFreeIsTakenAtOnce() {
    Scenario.of(plan(tasks(3)).concurrency(2))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .when(finish("t2/1", successWithoutChange()))
        .then(
            attemptEnded("t2/1", successWithoutChange()),
            taskSucceeded("t2/1"),
            attemptStarted("t3/1"))
        .pending(runAttempt("t1/1"), runAttempt("t3/1"));
  }

  @Test
  void aTaskThatIsBeingStoppedHoldsItsSlotUntilItsFilesAreCollected() {
    AttemptEnd cancelled =
        new AttemptEnd(Outcome.CANCELLED, "stop", null, Things.change("t1/1"), "", Usage.NONE);

    Scenario.of(plan(tasks(2)).concurrency(1))
        .given(runStarted(), attemptStarted("t1/1"))
        .when(cancelTask("t1", "stop"))
        .then(attemptStopping("t1/1", Outcome.CANCELLED, "stop"))
        .pending(salvage("t1/1", Outcome.CANCELLED, "stop"))
        .when(finish("t1/1", salvaged("t1/1")))
        .then(attemptEnded("t1/1", cancelled), taskCancelled("t1", "stop"), attemptStarted("t2/1"))
        .pending(runAttempt("t2/1"));
  }

  @Test
  void theTaskWithTheLongestChainBehindItStartsFirst() {
    Scenario.of(
            plan(
                    task("single"),
                    task("pair"),
                    task("pair2").needs("pair"),
                    task("triple"),
                    task("triple2").needs("triple"),
                    task("triple3").needs("triple2"))
                .concurrency(2))
        .when(start())
        .then(runStarted(), attemptStarted("triple/1"), attemptStarted("pair/1"));
  }

  @Test
  void amongEqualsTheFirstInThePlanStartsFirst() {
    Scenario.of(plan(task("z"), task("a"), task("m")).concurrency(2))
        .when(start())
        .then(runStarted(), attemptStarted("z/1"), attemptStarted("a/1"));
  }

  @Test
  void aTaskThatBacksOffLeavesItsSlotToAnother() {
    Scenario run =
        Scenario.of(plan(tasks(2)).concurrency(1))
            .given(runStarted(), attemptStarted("t1/1"))
            .when(finish("t1/1", failure("boom")))
            .pending(runAttempt("t2/1"));

    run.task("t1", Ready.class);
  }
}
