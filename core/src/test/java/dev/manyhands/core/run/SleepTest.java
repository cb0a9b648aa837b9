package dev.manyhands.core.run;

import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.questionAsked;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits are about what went on, not about what the clock says after a machine has slept. */
class SleepTest {
  @Test
  void noLimitCountsTheTimeThatTheMachineSlept() {
    Duration night = Duration.ofHours(9);
    Scenario run =
        Scenario.of(plan(task("a").prompt(), task("b"), task("c")).concurrency(2))
            .given(runStarted(), attemptStarted("a/1"), attemptStarted("b/1"))
            .given(questionAsked("a/1", 1), attemptStopping("b/1", Outcome.CANCELLED, "x"))
            .after(night);
    RunState.Live before = run.live();

    run.when(Asks.loseTime(night)).then(Facts.timeLost(night));

    RunState.Live after = run.live();
    assertThat(deadlines(after))
        .containsExactlyElementsOf(deadlines(before).stream().map(d -> d.plus(night)).toList());
    run.when(Asks.tick()).thenNothing();
  }

  @Test
  void noLimitOfAVerificationOrOfPublishingCountsItEither() {
    Duration night = Duration.ofHours(9);
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .after(night)
        .when(Asks.loseTime(night))
        .then(Facts.timeLost(night))
        .given(mergePassed(1, head("one")), taskMerged("a/1"), publishStarted())
        .after(night)
        .when(Asks.loseTime(night))
        .then(Facts.timeLost(night));
  }

  private static List<Instant> deadlines(RunState.Live live) {
    List<Instant> all = new ArrayList<>();
    all.add(((RunState.Phase.Working) live.phase()).deadline());
    for (Task task : live.tasks()) {
      switch (task.state()) {
        case TaskState.Running r -> all.add(r.deadline());
        case TaskState.Stopping s -> all.add(s.deadline());
        case TaskState.Ready r -> all.add(r.deadline());
        case TaskState.Waiting _, TaskState.Merging _, TaskState.Ended _ -> {}
      }
      task.talk().open().forEach(question -> all.add(question.deadline()));
    }
    return all;
  }
}
