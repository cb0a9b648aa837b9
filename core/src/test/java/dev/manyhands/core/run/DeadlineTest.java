package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.start;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.mergeTroubled;
import static dev.manyhands.core.run.Facts.publishFailed;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.runCancelling;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.id;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.salvage;
import static dev.manyhands.core.run.Things.salvaged;
import static dev.manyhands.core.run.Things.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** I12: no wait without a deadline. */
class DeadlineTest {
  private static final Duration ATTEMPT =
      Plans.LIMITS.start().plus(Plans.LIMITS.timeout()).plus(Limits.SLACK);
  private static final String TOO_LONG = "it took longer than all its limits together";

  @Test
  void aTaskThatFindsNoSlotInTimeFails() {
    Duration queue = Duration.ofMinutes(4);
    Scenario.of(plan(task("a"), task("b"), task("c").needs("b")).concurrency(1).queue(queue))
        .given(runStarted(), attemptStarted("a/1"))
        .wakesAt(queue)
        .after(queue)
        .when(tick())
        .then(taskFailed("b", "no slot became free within PT4M"), taskSkipped("c", "b"))
        .wakesAt(ATTEMPT)
        .pending(runAttempt("a/1"));
  }

  @Test
  void theWaitForASlotBeginsWhenTheBackOffEnds() {
    Duration queue = Duration.ofMinutes(4);
    Duration backoff = Limits.backoff(id("a"), 1);
    Scenario.of(plan(task("a"), task("b")).concurrency(1).queue(queue))
        .given(runStarted(), attemptStarted("a/1"), attemptEnded("a/1", Things.failure("boom")))
        .given(taskRetried("a", backoff), attemptStarted("b/1"))
        .wakesAt(backoff.plus(queue))
        .after(backoff.plus(queue))
        .when(tick())
        .then(taskFailed("a", "no slot became free within PT4M"));
  }

  /** A machine that slept, say: the time for a slot is over, but there is one. */
  @Test
  void aTaskThatCanStartIsStartedHoweverLateItIs() {
    Duration backoff = Limits.backoff(id("a"), 1);
    Scenario.of(plan(task("a")).wall(Duration.ofDays(2)))
        .given(runStarted(), attemptStarted("a/1"), attemptEnded("a/1", Things.failure("boom")))
        .given(taskRetried("a", backoff))
        .after(Duration.ofDays(1))
        .when(tick())
        .then(attemptStarted("a/2"));
  }

  @Test
  void anAttemptThatOutlivesItsOwnLimitsIsStoppedAndTriedAgain() {
    AttemptEnd timedOut =
        new AttemptEnd(Outcome.TIMED_OUT, TOO_LONG, null, Things.change("a/1"), "", Usage.NONE);
    Scenario.of(plan(task("a")))
        .when(start())
        .wakesAt(ATTEMPT)
        .after(ATTEMPT)
        .when(tick())
        .then(attemptStopping("a/1", Outcome.TIMED_OUT, TOO_LONG))
        .pending(salvage("a/1", Outcome.TIMED_OUT, TOO_LONG))
        .wakesAt(ATTEMPT.plus(Limits.SLACK))
        .when(finish("a/1", salvaged("a/1")))
        .then(attemptEnded("a/1", timedOut), taskRetried("a", Limits.backoff(id("a"), 1)));
  }

  @Test
  void collectingAnAttemptThatTakesTooLongIsGivenUp() {
    AttemptEnd uncollected =
        AttemptEnd.without(Outcome.TIMED_OUT, TOO_LONG + "; its files could not be collected");
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .given(attemptStopping("a/1", Outcome.TIMED_OUT, TOO_LONG))
        .wakesAt(Limits.SLACK)
        .after(Limits.SLACK)
        .when(tick())
        .then(attemptEnded("a/1", uncollected), taskRetried("a", Limits.backoff(id("a"), 1)));
  }

  @Test
  void aRunThatTakesTooLongIsEndedAndWhatIsDoneIsCombined() {
    Duration wall = Duration.ofMinutes(5);
    String reason = "the run took longer than its limit of PT5M";
    AttemptEnd cancelled =
        new AttemptEnd(Outcome.CANCELLED, reason, null, Things.change("a/1"), "", Usage.NONE);
    Plans plan = plan(task("a"), task("b"), task("c"), task("d").needs("a"));
    Scenario.of(plan.concurrency(1).wall(wall))
        .given(runStarted(), attemptStarted("b/1"), attemptSucceeded("b/1"), mergeStarted(1, 1))
        .given(attemptStarted("a/1"))
        .wakesAt(wall)
        .after(wall)
        .when(tick())
        .then(
            runCancelling(reason, false),
            attemptStopping("a/1", Outcome.CANCELLED, reason),
            taskCancelled("c", reason),
            taskCancelled("d", reason))
        .pending(salvage("a/1", Outcome.CANCELLED, reason), verify(1, BASE, "b/1"))
        .when(finish("a/1", salvaged("a/1")))
        .then(attemptEnded("a/1", cancelled), taskCancelled("a", reason))
        .when(Asks.mergePasses(1, head("with b")))
        .then(mergePassed(1, head("with b")), taskMerged("b/1"), publishStarted())
        .when(Asks.publish(1))
        .then(Facts.resultPublished(), Facts.runFinished(RunStatus.PARTIAL));
  }

  @Test
  void aVerificationThatTakesTooLongIsTriedAgain() {
    Duration limit = Plans.CHECK.plus(Limits.SLACK);
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .wakesAt(limit)
        .after(limit)
        .when(tick())
        .then(mergeTroubled(1, Duration.ofSeconds(1), "verifying took too long"))
        .pending()
        .wakesAt(limit.plusSeconds(1))
        .after(Duration.ofSeconds(1))
        .when(tick())
        .then(mergeStarted(2, 1))
        .pending(verify(2, BASE, "a/1"));
  }

  @Test
  void publishingThatTakesTooLongIsTriedAgain() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"), publishStarted())
        .wakesAt(Limits.SLACK)
        .after(Limits.SLACK)
        .when(tick())
        .then(publishFailed("publishing took too long", Duration.ofSeconds(1)))
        .pending()
        .after(Duration.ofSeconds(1))
        .when(tick())
        .then(publishStarted())
        .pending(Things.publish(2, head("with a"), "a"));
  }

  @Test
  void aRunWaitsForTheEarliestOfItsDeadlines() {
    Scenario.of(plan(tasks(2)).concurrency(1).wall(Duration.ofHours(9)))
        .when(start())
        .wakesAt(ATTEMPT)
        .when(finish("t1/1", Things.failure("boom")))
        .wakesAt(ATTEMPT)
        .when(finish("t2/1", Things.failure("boom")))
        .wakesAt(min(Limits.backoff(id("t1"), 1), Limits.backoff(id("t2"), 1)));
  }

  @Test
  void anAttemptMayTakeAsLongAsItsSetupItsHelperAndItsCheckTogether() {
    TaskSpec plain = task("a").build();
    TaskSpec checked =
        new TaskSpec(
            plain.id(),
            plain.title(),
            plain.agent(),
            plain.work(),
            List.of(),
            List.of(),
            new Check(List.of("check"), Duration.ofMinutes(7)),
            plain.limits());

    assertThat(Limits.attempt(plain)).isEqualTo(ATTEMPT);
    assertThat(Limits.attempt(checked)).isEqualTo(ATTEMPT.plusMinutes(7));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
