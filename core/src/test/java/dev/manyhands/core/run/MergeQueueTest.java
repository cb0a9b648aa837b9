package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.conflict;
import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergeFails;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.succeed;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergeFailed;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskReturned;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.commit;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.Combine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeQueueTest {
  private static final String BOTH = "both changed pom.xml";

  @Test
  void aChangeIsVerifiedAsSoonAsItArrivesWhileOthersStillRun() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .when(succeed("t2/1"))
        .then(attemptSucceeded("t2/1"), mergeStarted(1, 1))
        .pending(runAttempt("t1/1"), verify(1, BASE, "t2/1"));
  }

  @Test
  void changesThatArriveDuringAVerificationAreVerifiedTogetherNext() {
    Scenario.of(plan(tasks(3)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"), attemptStarted("t3/1"))
        .given(attemptSucceeded("t2/1"), mergeStarted(1, 1))
        .when(succeed("t3/1"))
        .then(attemptSucceeded("t3/1"))
        .when(succeed("t1/1"))
        .then(attemptSucceeded("t1/1"))
        .pending(verify(1, BASE, "t2/1"))
        .when(mergePasses(1, head("one")))
        .then(mergePassed(1, head("one")), taskMerged("t2/1"), mergeStarted(2, 2))
        .pending(verify(2, head("one"), "t3/1", "t1/1"))
        .when(mergePasses(2, head("all")))
        .then(mergePassed(2, head("all")), taskMerged("t3/1"), taskMerged("t1/1"), publishStarted())
        .pending(Things.publish(1, head("all"), "t1", "t2", "t3"));
  }

  @Test
  void aConflictFailsItsTaskAndSkipsWhatNeedsIt() {
    Scenario.of(plan(task("a"), task("b"), task("c").needs("b")))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
        .given(attemptSucceeded("a/1"), attemptSucceeded("b/1"), mergeStarted(1, 2))
        .when(mergePasses(1, head("with a"), conflict("b/1", BOTH)))
        .then(
            mergePassed(1, head("with a")),
            taskMerged("a/1"),
            taskReturned("b/1", Outcome.CONFLICT, BOTH),
            taskFailed("b", BOTH),
            taskSkipped("c", "b"),
            publishStarted());
  }

  @Test
  void aConflictThatMayComeBackIsTriedAgainOnTopOfWhatWasMerged() {
    Scenario.of(plan(tasks(2)).returns(1))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2))
        .when(mergePasses(1, head("with t1"), conflict("t2/1", BOTH)))
        .then(
            mergePassed(1, head("with t1")),
            taskMerged("t1/1"),
            taskReturned("t2/1", Outcome.CONFLICT, BOTH),
            taskRetried("t2", Duration.ZERO),
            attemptStarted("t2/2", commit("with t1")))
        .given(attemptSucceeded("t2/2"), mergeStarted(2, 1))
        .when(mergePasses(2, head("with t1"), conflict("t2/2", BOTH)))
        .then(
            mergePassed(2, head("with t1")),
            taskReturned("t2/2", Outcome.CONFLICT, BOTH),
            taskFailed("t2", BOTH),
            publishStarted());
  }

  @Test
  void onlyHelpersThatCanBeToldComeBackWhenThePlanDoesNotSay() {
    Combine combine = new Combine(null, Combine.OnConflict.BY_WORK, 2, "m", List.of());
    assertThat(combine.returns(task("a").work())).isZero();
    assertThat(combine.returns(task("a").prompt().work())).isEqualTo(2);
  }

  @Test
  void anAttemptThatFailsAfterAReturnStartsFromTheHeadAgain() {
    Scenario.of(plan(tasks(2)).returns(1))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), attemptSucceeded("t2/1"), mergeStarted(1, 2))
        .given(mergePassed(1, head("with t1")), taskMerged("t1/1"))
        .given(taskReturned("t2/1", Outcome.CONFLICT, BOTH), taskRetried("t2", Duration.ZERO))
        .given(attemptStarted("t2/2", commit("with t1")))
        .when(finish("t2/2", failure("boom")))
        .then(
            attemptEnded("t2/2", failure("boom")),
            taskRetried("t2", Limits.backoff(Things.id("t2"), 1)))
        .after(Duration.ofMinutes(1))
        .when(Asks.tick())
        .then(attemptStarted("t2/3", commit("with t1")));
  }

  @Test
  void aConflictOfAChangeThatIsNotInTheGroupIsNotBelieved() {
    Scenario.of(plan(tasks(2)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1))
        .when(mergePasses(1, head("with t1"), conflict("t2/1", BOTH)))
        .then(mergePassed(1, head("with t1")), taskMerged("t1/1"))
        .pending(runAttempt("t2/1"));
  }

  @Test
  void aChangeThatArrivesWhileAGroupFailsIsNotSuspected() {
    Scenario.of(plan(tasks(3)))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"), attemptStarted("t3/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1), mergePassed(1, head("one")))
        .given(taskMerged("t1/1"), attemptSucceeded("t2/1"), mergeStarted(2, 1))
        .given(attemptSucceeded("t3/1"))
        .when(mergeFails(2, "does not compile"))
        .then(
            mergeFailed(2, "does not compile"),
            taskReturned(
                "t2/1", Outcome.REJECTED, "the combined check fails with it: does not compile"),
            taskFailed("t2", "the combined check fails with it: does not compile"),
            mergeStarted(3, 1))
        .pending(verify(3, head("one"), "t3/1"));
  }

  @Test
  void aRejectedChangeThatMayComeBackIsTriedAgainOnTopOfWhatWasMerged() {
    Scenario.of(plan(tasks(2)).returns(1))
        .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
        .given(attemptSucceeded("t1/1"), mergeStarted(1, 1), mergePassed(1, head("one")))
        .given(taskMerged("t1/1"), attemptSucceeded("t2/1"), mergeStarted(2, 1))
        .when(mergeFails(2, "red"))
        .then(
            mergeFailed(2, "red"),
            taskReturned("t2/1", Outcome.REJECTED, "the combined check fails with it: red"),
            taskRetried("t2", Duration.ZERO),
            attemptStarted("t2/2", commit("one")));
  }

  @Test
  void aRunIsNotPublishedBeforeTheLastVerificationHasEnded() {
    Scenario.of(plan(tasks(1)))
        .given(runStarted(), attemptStarted("t1/1"), attemptSucceeded("t1/1"))
        .given(mergeStarted(1, 1), mergeFailed(1, "red"))
        .given(mergeStarted(2, 0))
        // The one suspect goes; what is left is the probe of the base.
        .when(Asks.cancelTask("t1", "not wanted"))
        .then(Facts.taskCancelled("t1", "not wanted"))
        .pending(verify(2, BASE))
        .when(mergePasses(2, BASE))
        .then(mergePassed(2, BASE), Facts.runFinished(RunStatus.FAILED));
  }
}
