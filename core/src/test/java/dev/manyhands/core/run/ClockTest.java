package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.finish;
import static dev.manyhands.core.run.Asks.resume;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Plans.tasks;
import static dev.manyhands.core.run.Things.T0;
import static dev.manyhands.core.run.Things.at;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.successWithoutChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The clock is somebody else's, and may be set back. */
class ClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void theTimeOfEventsNeverGoesBack() {
    Scenario run =
        Scenario.of(plan(tasks(2)).concurrency(1))
            .given(runStarted())
            .after(Duration.ofMinutes(10))
            .given(attemptStarted("t1/1"))
            .after(HOUR.negated())
            .when(finish("t1/1", successWithoutChange()));

    assertThat(run.events())
        .hasSize(3)
        .extracting(Event::at)
        .containsOnly(at(Duration.ofMinutes(10)));
    assertThat(run.live().now()).isEqualTo(at(Duration.ofMinutes(10)));
  }

  @Test
  void anEventThatIsStampedEarlierDoesNotMoveTheTimeOfTheRunBack() {
    Scenario run =
        Scenario.of(plan(task("a")))
            .given(runStarted())
            .after(HOUR.negated())
            .given(attemptStarted("a/1"));

    assertThat(run.live().now()).isEqualTo(T0);
    assertThat(run.task("a", TaskState.Running.class).since()).isEqualTo(T0);
  }

  @Test
  void aBackOffCountsFromTheLatestEvent() {
    Scenario run =
        Scenario.of(plan(task("a")))
            .given(runStarted(), attemptStarted("a/1"))
            .after(HOUR.negated())
            .when(finish("a/1", failure("boom")));

    assertThat(run.task("a", TaskState.Ready.class).notBefore())
        .isEqualTo(T0.plus(Limits.backoff(Things.id("a"), 1)));
  }

  @Test
  void aTickBeforeItsTimeChangesNothing() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .after(HOUR.negated())
        .when(tick())
        .thenNothing();
  }

  @Test
  void aRunThatIsResumedInThePastKeepsItsDeadlines() {
    Scenario run =
        Scenario.of(plan(task("a"))).given(runStarted()).after(HOUR.negated()).when(resume());

    assertThat(((RunState.Phase.Working) run.live().phase()).deadline()).isEqualTo(at(Plans.WALL));
  }
}
