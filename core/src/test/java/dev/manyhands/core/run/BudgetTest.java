package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.charge;
import static dev.manyhands.core.run.Asks.start;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptCharged;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.runResumed;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Facts.tasksAdded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.noChange;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.usage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** I8: the budget is never passed by more than what was in flight. Charges count double here. */
class BudgetTest {
  private static final String SPENT = "the run's budget is spent";
  private static final String ITS_OWN = "its budget is spent";
  private static final Duration ATTEMPT =
      Plans.LIMITS.start().plus(Plans.LIMITS.timeout()).plus(Limits.SLACK);

  /** A success without a change that consumed twice as many tokens as it says. */
  private static AttemptEnd done(long tokens) {
    return new AttemptEnd(Outcome.SUCCEEDED, "", 0, noChange(), "done", usage(tokens));
  }

  private static Account account(Scenario run, String task) {
    return run.live().tasks().get(Things.id(task)).account();
  }

  @Test
  void chargesAreWhatAnAttemptHasConsumedSoFarAndNeverLess() {
    Scenario run =
        Scenario.of(plan(task("a").prompt()))
            .given(runStarted(), attemptStarted("a/1"))
            .when(charge("a/1", 5))
            .then(attemptCharged("a/1", 5))
            .when(charge("a/1", 5))
            .thenNothing()
            .when(charge("a/1", 3))
            .thenNothing()
            .when(charge("a/1", 8))
            .then(attemptCharged("a/1", 8));

    assertThat(run.live().usage().tokens()).isEqualTo(16);
  }

  @Test
  void whatAnAttemptConsumedIsCountedOnce() {
    Scenario run =
        Scenario.of(plan(task("a").prompt(), task("b")))
            .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
            .given(attemptCharged("a/1", 5), attemptEnded("a/1", done(6)), taskSucceeded("a/1"))
            .when(charge("a/1", 7))
            .thenNothing();

    assertThat(account(run, "a").total()).isEqualTo(usage(6));
  }

  @Test
  void anEndThatSaysLessThanWasChargedDoesNotGiveAnythingBack() {
    Scenario run =
        Scenario.of(plan(task("a").prompt(), task("b")))
            .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
            .given(attemptCharged("a/1", 5), attemptEnded("a/1", Things.failure("boom")))
            .given(taskRetried("a", Duration.ZERO), attemptStarted("a/2"));

    assertThat(account(run, "a")).isEqualTo(new Account(usage(5), Usage.NONE));
    run.when(charge("a/2", 4)).then(attemptCharged("a/2", 4));
    assertThat(account(run, "a").total().tokens()).isEqualTo(18);
  }

  @Test
  void whatALostAttemptConsumedStaysConsumed() {
    Scenario run =
        Scenario.of(plan(task("a").prompt()))
            .given(runStarted(), attemptStarted("a/1"), attemptCharged("a/1", 5), runResumed());

    run.when(Asks.finish("a/1", Things.salvaged("a/1")));
    assertThat(account(run, "a")).isEqualTo(new Account(usage(5), Usage.NONE));
  }

  @Test
  void anAttemptThatHasSpentItsTasksBudgetIsStoppedAndNotTriedAgain() {
    AttemptEnd exhausted =
        new AttemptEnd(
            Outcome.BUDGET_EXHAUSTED, ITS_OWN, null, Things.change("a/1"), "", Usage.NONE);
    Scenario.of(plan(task("a").tokens(20).retries(3), task("b").needs("a"), task("c")))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("c/1"))
        .when(charge("a/1", 9))
        .then(attemptCharged("a/1", 9))
        .when(charge("a/1", 10))
        .then(attemptCharged("a/1", 10), attemptStopping("a/1", Outcome.BUDGET_EXHAUSTED, ITS_OWN))
        .when(Asks.finish("a/1", Things.salvaged("a/1")))
        .then(attemptEnded("a/1", exhausted), taskFailed("a", ITS_OWN), taskSkipped("b", "a"));
  }

  @Test
  void eachAttemptHasTheTasksBudgetForItself() {
    Scenario.of(plan(task("a").tokens(20)))
        .given(runStarted(), attemptStarted("a/1"), attemptCharged("a/1", 9))
        .given(attemptEnded("a/1", Things.failure("boom")), taskRetried("a", Duration.ZERO))
        .given(attemptStarted("a/2"))
        .when(charge("a/2", 9))
        .then(attemptCharged("a/2", 9));
  }

  @Test
  void whenAllIsSpentWhatConsumesIsStoppedAndWhatIsReadyFails() {
    Plans plan =
        plan(
                task("a").prompt(),
                task("b").prompt(),
                task("c").prompt(),
                task("d").prompt().needs("c"),
                task("e").prompt().needs("p"),
                task("p"))
            .concurrency(3)
            .tokens(100);
    Scenario.of(plan)
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"), attemptStarted("p/1"))
        .given(attemptCharged("b/1", 10))
        .when(charge("a/1", 40))
        .then(
            attemptCharged("a/1", 40),
            attemptStopping("a/1", Outcome.BUDGET_EXHAUSTED, SPENT),
            attemptStopping("b/1", Outcome.BUDGET_EXHAUSTED, SPENT),
            taskFailed("c", SPENT),
            taskSkipped("d", "c"))
        .when(Asks.finish("p/1", Things.successWithoutChange()))
        .then(
            attemptEnded("p/1", Things.successWithoutChange()),
            taskSucceeded("p/1"),
            taskFailed("e", SPENT));
  }

  @Test
  void aCostIsABudgetAsWell() {
    Scenario.of(plan(task("a").prompt()).cost("0.02"))
        .given(runStarted(), attemptStarted("a/1"), attemptCharged("a/1", 1))
        .given(attemptEnded("a/1", Things.failure("boom")), taskRetried("a", Duration.ZERO))
        .given(attemptStarted("a/2"))
        .when(charge("a/2", 1))
        .then(attemptCharged("a/2", 1), attemptStopping("a/2", Outcome.BUDGET_EXHAUSTED, SPENT));
  }

  @Test
  void programsConsumeNothingAndGoOnWhenAllIsSpent() {
    Scenario.of(plan(task("a").prompt(), task("p"), task("q")).concurrency(2).tokens(10))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("p/1"))
        .when(charge("a/1", 5))
        .then(attemptCharged("a/1", 5), attemptStopping("a/1", Outcome.BUDGET_EXHAUSTED, SPENT))
        .when(Asks.finish("p/1", Things.successWithoutChange()))
        .then(
            attemptEnded("p/1", Things.successWithoutChange()),
            taskSucceeded("p/1"),
            attemptStarted("q/1"));
  }

  @Test
  void anAttemptReservesWhatItsTaskMayConsumeAndTheNextOneWaits() {
    Scenario.of(plan(task("a").tokens(60), task("b").tokens(60), task("c").tokens(30)).tokens(100))
        .when(start())
        .then(runStarted(), attemptStarted("a/1"), attemptStarted("c/1"))
        .pending(runAttempt("a/1"), runAttempt("c/1"));
  }

  @Test
  void whatIsNotConsumedIsFreeForTheNextOne() {
    Scenario.of(plan(task("a").tokens(60), task("b").tokens(60)).tokens(100))
        .given(runStarted(), attemptStarted("a/1"), attemptCharged("a/1", 10))
        .when(Asks.finish("a/1", done(20)))
        .then(attemptEnded("a/1", done(20)), taskSucceeded("a/1"), attemptStarted("b/1"));
  }

  /** Read and written tokens count alike against what is reserved. */
  @Test
  void whatIsReservedAndConsumedIsNotCountedTwice() {
    Scenario.of(plan(task("a").tokens(60), task("b").tokens(40)).tokens(100))
        .given(runStarted(), attemptStarted("a/1"), attemptCharged("a/1", 25))
        .when(tick())
        .then(attemptStarted("b/1"));
  }

  @Test
  void whatDoesNotFitEvenAloneGetsWhatIsLeft() {
    Scenario.of(plan(task("a").tokens(500), task("b").tokens(500)).tokens(100))
        .when(start())
        .then(runStarted(), attemptStarted("a/1"))
        .when(Asks.finish("a/1", done(30)))
        .then(attemptEnded("a/1", done(30)), taskSucceeded("a/1"), attemptStarted("b/1"));
  }

  @Test
  void aProgramAtWorkReservesNothingAndKeepsNobodyWaiting() {
    Scenario.of(plan(task("p"), task("a").tokens(500)).tokens(100))
        .when(start())
        .then(runStarted(), attemptStarted("p/1"), attemptStarted("a/1"));
  }

  @Test
  void whereNoPlanSaysSoAnAttemptReservesWhatOthersConsumed() {
    Plans plan =
        plan(task("p"), task("a").prompt(), task("b").prompt(), task("c").prompt())
            .concurrency(2)
            .tokens(100);
    Scenario.of(plan)
        .given(runStarted(), attemptStarted("p/1"), attemptStarted("a/1"))
        .given(attemptEnded("p/1", Things.successWithoutChange()), taskSucceeded("p/1"))
        // One of 40: with another two of 40 it would be 120.
        .when(Asks.finish("a/1", done(20)))
        .then(attemptEnded("a/1", done(20)), taskSucceeded("a/1"), attemptStarted("b/1"))
        .when(charge("b/1", 19))
        .then(attemptCharged("b/1", 19))
        // One of 40, and one of 10: with another of 25 it is 75.
        .when(Asks.finish("b/1", done(5)))
        .then(attemptEnded("b/1", done(5)), taskSucceeded("b/1"), attemptStarted("c/1"));
  }

  /** A wake for a task that may not start yet would hide all other deadlines. */
  @Test
  void whileATaskWaitsForTheBudgetTheDeadlinesOfOthersHold() {
    Scenario.of(plan(task("a").tokens(60), task("b").tokens(60)).tokens(100))
        .when(start())
        .wakesAt(ATTEMPT);
  }

  @Test
  void aTaskThatWaitsForTheBudgetForTooLongFails() {
    Duration queue = Duration.ofMinutes(4);
    Scenario.of(plan(task("a").tokens(60), task("b").tokens(60)).tokens(100).queue(queue))
        .when(start())
        .wakesAt(queue)
        .after(queue)
        .when(tick())
        .then(taskFailed("b", "what is left of the run's budget was reserved for others for PT4M"));
  }

  @Test
  void whatIsAddedWhenAllIsSpentFailsWithItsReasonUnlessItIsAProgram() {
    Scenario.of(plan(task("a").prompt()).open().tokens(10))
        .given(runStarted(), attemptStarted("a/1"), attemptCharged("a/1", 5))
        .given(attemptStopping("a/1", Outcome.BUDGET_EXHAUSTED, SPENT))
        .when(Asks.add(task("b").prompt(), task("p")))
        .then(
            tasksAdded(task("b").prompt(), task("p")),
            taskFailed("b", SPENT),
            attemptStarted("p/1"));
  }

  @Test
  void theBudgetIsPassedByNoMoreThanWasInFlight() {
    Scenario run =
        Scenario.of(plan(Plans.tasks(0)).open().concurrency(3).tokens(100)).when(start());
    for (int i = 1; i <= 20; i++) {
      run.when(Asks.add(task("t" + i).tokens(30)));
    }
    int started = 0;
    List<AttemptId> going = going(run);
    while (!going.isEmpty()) {
      assertThat(going).hasSizeLessThanOrEqualTo(3);
      started++;
      // Each consumes two more than it may, before anybody can stop it.
      run.when(Asks.finish(going.getFirst().toString(), done(16)));
      going = going(run);
    }

    // Three fit; the fourth is alone, and gets what is left.
    assertThat(started).isEqualTo(4);
    assertThat(run.live().usage().tokens()).isEqualTo(4 * 32);
    assertThat(run.task("t5", TaskState.Failed.class).reason()).isEqualTo(SPENT);
    assertThat(run.task("t20", TaskState.Failed.class).reason()).isEqualTo(SPENT);
  }

  private static List<AttemptId> going(Scenario run) {
    return run.pendingNow().stream()
        .filter(Effect.RunAttempt.class::isInstance)
        .map(effect -> ((Effect.RunAttempt) effect).attempt())
        .toList();
  }
}
