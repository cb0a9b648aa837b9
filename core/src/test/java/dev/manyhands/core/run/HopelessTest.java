package dev.manyhands.core.run;

import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A failure that would come again, such as a missing program, is not tried again. */
class HopelessTest {

  private static AttemptEnd hopeless(Outcome outcome) {
    return new AttemptEnd(outcome, "no such tool", null, null, "", Usage.NONE, true);
  }

  private static Scenario running() {
    return Scenario.of(plan(task("a").retries(3), task("b").needs("a"), task("c")))
        .given(runStarted(), attemptStarted("a/1"), attemptStarted("c/1"));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "TIMED_OUT", "STALLED"})
  void aTaskFailsAtOnceHoweverManyRetriesItHas(Outcome outcome) {
    running()
        .when(Asks.finish("a/1", hopeless(outcome)))
        .then(
            attemptEnded("a/1", hopeless(outcome)),
            taskFailed("a", "no such tool"),
            taskSkipped("b", "a"));
  }

  @Test
  void alsoInALaterAttempt() {
    running()
        .given(attemptEnded("a/1", Things.failure("boom")), taskRetried("a", Duration.ZERO))
        .given(attemptStarted("a/2"))
        .when(Asks.finish("a/2", hopeless(Outcome.FAILED)))
        .then(
            attemptEnded("a/2", hopeless(Outcome.FAILED)),
            taskFailed("a", "no such tool"),
            taskSkipped("b", "a"));
  }

  /** What an engine's end interrupted says nothing of the task. */
  @Test
  void whatWasLostWithItsEngineIsTriedAgain() {
    AttemptEnd lost = new AttemptEnd(Outcome.LOST, "x", null, null, "", Usage.NONE, true);
    running()
        .given(attemptStopping("a/1", Outcome.LOST, "x"))
        .when(Asks.finish("a/1", hopeless(Outcome.FAILED)))
        .then(attemptEnded("a/1", lost), taskRetried("a", Duration.ZERO), attemptStarted("a/2"));
  }
}
