package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.mergePasses;
import static dev.manyhands.core.run.Asks.resume;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishFailed;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.runResumed;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.salvage;
import static dev.manyhands.core.run.Things.salvaged;
import static dev.manyhands.core.run.Things.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The engine ended; another one goes on from the events. */
class ResumeTest {
  private static final Duration NIGHT = Duration.ofHours(10);
  private static final String GONE = "its engine ended while it ran";

  @Test
  void anAttemptThatWasRunningIsCollectedCountedAsLostAndTriedAgain() {
    AttemptEnd lost =
        new AttemptEnd(Outcome.LOST, GONE, null, Things.change("a/1"), "", Usage.NONE);
    Scenario.of(plan(task("a").retries(0)))
        .given(runStarted(), attemptStarted("a/1"))
        .after(NIGHT)
        .when(resume())
        .then(runResumed())
        .pending(salvage("a/1", Outcome.LOST, GONE))
        .wakesAt(NIGHT.plus(Limits.SLACK))
        .when(finish("a/1", salvaged("a/1")))
        .then(attemptEnded("a/1", lost), taskRetried("a", Duration.ZERO), attemptStarted("a/2"))
        .pending(runAttempt("a/2"));
  }

  @Test
  void anAttemptThatWasBeingStoppedKeepsItsReasonAndIsCollectedAnew() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .given(attemptStopping("a/1", Outcome.CANCELLED, "not wanted"))
        .after(NIGHT)
        .when(resume())
        .then(runResumed())
        .pending(salvage("a/1", Outcome.CANCELLED, "not wanted"))
        .wakesAt(NIGHT.plus(Limits.SLACK));
  }

  @Test
  void theSlotOfALostAttemptIsFreeOnlyWhenItsFilesAreCollected() {
    Scenario.of(plan(tasks(2)).concurrency(1))
        .given(runStarted(), attemptStarted("t1/1"))
        .after(NIGHT)
        .when(resume())
        .then(runResumed())
        .pending(salvage("t1/1", Outcome.LOST, GONE));
  }

  @Test
  void whatIsDoneStaysDone() {
    Scenario run =
        Scenario.of(plan(tasks(2)))
            .given(runStarted(), attemptStarted("t1/1"), attemptStarted("t2/1"))
            .given(attemptSucceeded("t1/1"), mergeStarted(1, 1), mergePassed(1, head("one")))
            .given(taskMerged("t1/1"), attemptSucceeded("t2/1"), mergeStarted(2, 1))
            .after(NIGHT)
            .when(resume())
            .then(runResumed());

    run.task("t1", TaskState.Merged.class);
    run.pending(verify(2, head("one"), "t2/1"))
        .wakesAt(NIGHT.plus(Plans.CHECK).plus(Limits.SLACK))
        .when(mergePasses(2, head("two")))
        .then(mergePassed(2, head("two")), taskMerged("t2/1"), publishStarted());
  }

  @Test
  void timeWithoutAnEngineDoesNotCountAgainstTheRun() {
    Scenario run =
        Scenario.of(plan(task("a")).wall(Duration.ofMinutes(2)))
            .given(runStarted(), attemptStarted("a/1"))
            .after(NIGHT)
            .when(resume())
            .then(runResumed());

    assertThat(((RunState.Phase.Working) run.live().phase()).deadline())
        .isEqualTo(Things.at(NIGHT.plusMinutes(2)));
  }

  @Test
  void timeWithoutAnEngineDoesNotCountAgainstTheQueue() {
    Scenario run =
        Scenario.of(plan(tasks(2)).concurrency(1).queue(Duration.ofMinutes(1)))
            .given(runStarted(), attemptStarted("t1/1"))
            .after(NIGHT)
            .when(resume())
            .then(runResumed());

    assertThat(run.task("t2", TaskState.Ready.class).deadline())
        .isEqualTo(Things.at(NIGHT.plusMinutes(1)));
  }

  @Test
  void publishingIsTakenUpAgain() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted())
        .after(NIGHT)
        .when(resume())
        .then(runResumed())
        .pending(Things.publish(1, head("with a"), "a"))
        .wakesAt(NIGHT.plus(Limits.SLACK));
  }

  @Test
  void aBackOffThatHasPassedMeanwhileIsOver() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted())
        .given(publishFailed("x", Duration.ofSeconds(1)))
        .after(NIGHT)
        .when(resume())
        .then(runResumed(), publishStarted())
        .pending(Things.publish(2, head("with a"), "a"));
  }

  @Test
  void anIdleMergeQueueIsAsItWas() {
    Scenario run =
        Scenario.of(plan(task("a")))
            .given(runStarted(), attemptStarted("a/1"))
            .after(NIGHT)
            .when(resume());

    assertThat(run.live().integration()).isEqualTo(Integration.at(BASE, Things.T0));
  }

  @Test
  void twoEnginesThatEndAfterEachOtherLoseAnAttemptOnce() {
    Scenario run =
        Scenario.of(plan(task("a")))
            .given(runStarted(), attemptStarted("a/1"))
            .after(NIGHT)
            .when(resume())
            .then(runResumed())
            .after(NIGHT)
            .when(resume())
            .then(runResumed())
            .pending(salvage("a/1", Outcome.LOST, GONE));

    run.when(finish("a/1", salvaged("a/1")));
    assertThat(run.live().tasks().get(Things.id("a")).tally()).isEqualTo(new Tally(2, 0, 1, 0));
  }

  @Test
  void aRunThatNeverStartedIsNotResumed() {
    Scenario.of(plan(task("a"))).when(resume()).thenNothing();
  }
}
