package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.publish;
import static dev.manyhands.core.run.Asks.publishFails;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishFailed;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.resultPublished;
import static dev.manyhands.core.run.Facts.runCancelling;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.head;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishTest {
  private static final Duration ONE = Duration.ofSeconds(1);

  private static Scenario publishing() {
    return Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted());
  }

  @Test
  void aFailureIsTriedAgainAfterABackOff() {
    publishing()
        .when(publishFails(1, "disk full"))
        .then(publishFailed("disk full", ONE))
        .pending()
        .wakesAt(ONE)
        .after(ONE)
        .when(tick())
        .then(publishStarted())
        .pending(Things.publish(2, head("with a"), "a"))
        .when(publish(2))
        .then(resultPublished(), runFinished(RunStatus.SUCCEEDED));
  }

  @Test
  void theThirdFailureEndsTheRun() {
    publishing()
        .given(publishFailed("x", Duration.ZERO), publishStarted())
        .given(publishFailed("x", Duration.ZERO), publishStarted())
        .when(publishFails(3, "disk full"))
        .then(
            publishFailed("disk full", Duration.ofSeconds(4)),
            runFinished(RunStatus.FAILED, "the result could not be published: disk full"))
        .pending();
  }

  @Test
  void thatSomebodyAskedForTheEndIsRememberedThroughFailures() {
    Scenario.of(plan(task("a"), task("b").needs("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(runCancelling("enough", true), taskCancelled("b", "enough"))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted())
        .given(publishFailed("x", Duration.ZERO), publishStarted())
        .when(publish(2))
        .then(resultPublished(), runFinished(RunStatus.CANCELLED));
  }

  @Test
  void anOutcomeOfAnEarlierTryIsIgnored() {
    publishing()
        .given(publishFailed("x", Duration.ZERO), publishStarted())
        .when(publishFails(1, "late"))
        .thenNothing()
        .when(publish(1))
        .thenNothing()
        .pending(Things.publish(2, head("with a"), "a"));
  }

  @Test
  void anOutcomeThatComesBetweenTwoTriesIsIgnored() {
    publishing()
        .given(publishFailed("x", ONE))
        .when(publish(1))
        .thenNothing()
        .when(publish(2))
        .thenNothing()
        .wakesAt(ONE);
  }
}
