package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.add;
import static dev.manyhands.core.run.Asks.close;
import static dev.manyhands.core.run.Asks.start;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.mergePassed;
import static dev.manyhands.core.run.Facts.mergeStarted;
import static dev.manyhands.core.run.Facts.messageSent;
import static dev.manyhands.core.run.Facts.publishStarted;
import static dev.manyhands.core.run.Facts.questionAsked;
import static dev.manyhands.core.run.Facts.runCancelling;
import static dev.manyhands.core.run.Facts.runClosed;
import static dev.manyhands.core.run.Facts.runFinished;
import static dev.manyhands.core.run.Facts.runResumed;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskCancelled;
import static dev.manyhands.core.run.Facts.taskFailed;
import static dev.manyhands.core.run.Facts.taskMerged;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Facts.taskSkipped;
import static dev.manyhands.core.run.Facts.taskSucceeded;
import static dev.manyhands.core.run.Facts.tasksAdded;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.BASE;
import static dev.manyhands.core.run.Things.head;
import static dev.manyhands.core.run.Things.runAttempt;
import static dev.manyhands.core.run.Things.successWithoutChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks are added while the run is under way, until somebody closes it. */
class OpenRunTest {
  private static final Duration LATER = Duration.ofMinutes(3);

  private static Scenario open(Plans.Spec... tasks) {
    return Scenario.of(plan(tasks).open()).given(runStarted());
  }

  @Test
  void aTaskThatIsAddedStartsAtOnce() {
    open()
        .after(LATER)
        .when(add(task("a")))
        .then(tasksAdded(task("a")), attemptStarted("a/1"))
        .pending(runAttempt("a/1"));
  }

  @Test
  void theWaitForASlotBeginsWhenTheTaskIsAdded() {
    Scenario run =
        Scenario.of(plan(task("a")).open().concurrency(1))
            .given(runStarted(), attemptStarted("a/1"))
            .after(LATER)
            .when(add(task("b")))
            .then(tasksAdded(task("b")));

    assertThat(run.task("b", TaskState.Ready.class).deadline())
        .isEqualTo(Things.at(LATER.plus(Plans.QUEUE)));
  }

  @Test
  void nothingIsPublishedWhileMoreMayCome() {
    open(task("a"))
        .given(attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .when(Asks.mergePasses(1, head("with a")))
        .then(mergePassed(1, head("with a")), taskMerged("a/1"))
        .pending()
        .after(LATER)
        .when(close())
        .then(runClosed(), publishStarted())
        .pending(Things.publish(1, head("with a"), "a"));
  }

  @Test
  void aRunThatIsClosedFinishesWhatThereIs() {
    open(task("a"))
        .given(attemptStarted("a/1"))
        .when(close())
        .then(runClosed())
        .pending(runAttempt("a/1"))
        .when(Asks.finish("a/1", successWithoutChange()))
        .then(
            attemptEnded("a/1", successWithoutChange()),
            taskSucceeded("a/1"),
            runFinished(RunStatus.SUCCEEDED));
  }

  @Test
  void aRunThatIsClosedWithoutEverHavingATaskSucceeds() {
    open().when(close()).then(runClosed(), runFinished(RunStatus.SUCCEEDED));
  }

  @Test
  void aSecondClosingChangesNothing() {
    open(task("a")).given(attemptStarted("a/1"), runClosed()).when(close()).thenNothing();
  }

  @Test
  void closingAPlanWhoseTasksAreAllKnownChangesNothing() {
    Scenario.of(plan(task("a")))
        .given(runStarted(), attemptStarted("a/1"))
        .when(close())
        .thenNothing();
  }

  @Test
  void whoClosesTheRunMaySayHowItIsCombined() {
    Scenario run =
        open(task("a"))
            .given(attemptStarted("a/1"))
            .when(now -> new Command.CloseRun(now, null, "All of it"));

    assertThat(run.live().plan().combine().message()).isEqualTo("All of it");
    assertThat(run.live().plan().combine().check()).isPresent();
  }

  @Test
  void anOpenRunThatNothingHappensInEndsAtItsLimit() {
    String reason = "the run took longer than its limit of PT2H";
    open()
        .wakesAt(Plans.WALL)
        .after(Plans.WALL)
        .when(tick())
        .then(runCancelling(reason, false), runFinished(RunStatus.SUCCEEDED));
  }

  @Test
  void cancellingAnOpenRunEndsIt() {
    open(task("a"))
        .given(attemptStarted("a/1"))
        .when(Asks.cancelRun("enough"))
        .then(runCancelling("enough", true), attemptStopping("a/1", Outcome.CANCELLED, "enough"))
        .when(add(task("b")))
        .thenNothing()
        .when(Asks.finish("a/1", successWithoutChange()))
        .then(
            attemptEnded(
                "a/1",
                new AttemptEnd(
                    Outcome.CANCELLED,
                    "enough",
                    0,
                    Things.noChange(),
                    "nothing to do",
                    Usage.NONE)),
            taskCancelled("a", "enough"),
            runFinished(RunStatus.CANCELLED));
  }

  @Test
  void cancellingAnOpenRunWithoutTasksIsNoSuccess() {
    open()
        .when(Asks.cancelRun("enough"))
        .then(runCancelling("enough", true), runFinished(RunStatus.CANCELLED));
  }

  @Test
  void aTaskThatNeedsOneThatHasLandedStartsFromIt() {
    open(task("a"))
        .given(attemptStarted("a/1"), attemptSucceeded("a/1"), mergeStarted(1, 1))
        .given(mergePassed(1, head("with a")), taskMerged("a/1"))
        .when(add(task("b").needs("a")))
        .then(tasksAdded(task("b").needs("a")), attemptStarted("b/1", head("with a").commit()));
  }

  @Test
  void aTaskThatNeedsOneThatIsAtWorkWaitsForIt() {
    open(task("a"))
        .given(attemptStarted("a/1"))
        .when(add(task("b").needs("a"), task("c").needs("b")))
        .then(tasksAdded(task("b").needs("a"), task("c").needs("b")))
        .when(Asks.finish("a/1", successWithoutChange()))
        .then(
            attemptEnded("a/1", successWithoutChange()),
            taskSucceeded("a/1"),
            attemptStarted("b/1", BASE.commit()));
  }

  @Test
  void whatNeedsATaskThatDidNotEndWellIsSkippedAtOnce() {
    open(task("a"), task("b").needs("a"), task("other"))
        .given(attemptStarted("other/1"), taskFailed("a", "boom"), taskSkipped("b", "a"))
        .when(add(task("c").needs("other", "a"), task("d").needs("c"), task("e").needs("b")))
        .then(
            tasksAdded(task("c").needs("other", "a"), task("d").needs("c"), task("e").needs("b")),
            taskSkipped("c", "a"),
            taskSkipped("d", "c"),
            taskSkipped("e", "b"));
  }

  @Test
  void whatWasAddedIsSkippedWhenWhatItNeedsFailsLater() {
    open(task("a").retries(0))
        .given(attemptStarted("a/1"), tasksAdded(task("b").needs("a")))
        .given(tasksAdded(task("c").needs("b")))
        .when(Asks.finish("a/1", Things.failure("boom")))
        .then(
            attemptEnded("a/1", Things.failure("boom")),
            taskFailed("a", "boom"),
            taskSkipped("b", "a"),
            taskSkipped("c", "b"));
  }

  @Test
  void theLongestChainGoesFirstAlsoWhenItGrewLater() {
    Scenario.of(plan(task("z"), task("a"), task("b")).open().concurrency(1))
        .given(runStarted(), attemptStarted("z/1"))
        .given(tasksAdded(task("c").needs("b")), tasksAdded(task("d").needs("c"), task("e")))
        .when(Asks.finish("z/1", successWithoutChange()))
        .then(
            attemptEnded("z/1", successWithoutChange()),
            taskSucceeded("z/1"),
            attemptStarted("b/1"));
  }

  @Test
  void whatCannotBeAddedIsRefusedAsAWhole() {
    Scenario run = open(task("a")).given(attemptStarted("a/1"));
    for (Asks wrong :
        List.of(
            add(task("b"), task("a")),
            add(task("b"), task("b")),
            add(task("b").needs("nobody")),
            add(task("b").needs("b")),
            add(task("b").needs("c"), task("c")),
            add())) {
      run.when(wrong).thenNothing();
    }
  }

  @Test
  void whyTasksCannotBeAddedIsSaid() {
    Scenario run = Scenario.of(plan(task("a")).open());
    assertThat(problem(run, task("b"))).contains("the run has not started");
    run.when(start());
    assertThat(problem(run, task("b"))).isEmpty();
    assertThat(problem(run)).contains("there is no task to add");
    assertThat(problem(run, task("a"))).contains("there is a task 'a' already");
    assertThat(problem(run, task("b").needs("x")))
        .contains("task 'b' needs 'x', which no task before it is called");
    run.when(close());
    assertThat(problem(run, task("b"))).contains("the run is closed");
    run.when(Asks.finish("a/1", successWithoutChange()));
    assertThat(problem(run, task("b"))).contains("the run is over");
  }

  private static Optional<String> problem(Scenario run, Plans.Spec... tasks) {
    return Additions.problem(run.state(), List.of(tasks).stream().map(Plans.Spec::build).toList());
  }

  @Test
  void resumingKeepsTheRunOpenAndForgetsQuestionsButNotMessages() {
    Scenario run =
        open(task("a").prompt())
            .given(attemptStarted("a/1"), messageSent("a", 1, "be quick"), questionAsked("a/1", 1))
            .after(Duration.ofHours(5))
            .when(Asks.resume())
            .then(runResumed());
    assertThat(run.live().tasks().getFirst().needsInput()).isFalse();

    run.when(Asks.finish("a/1", Things.salvaged("a/1")))
        .then(
            attemptEnded(
                "a/1",
                new AttemptEnd(
                    Outcome.LOST,
                    "its engine ended while it ran",
                    null,
                    Things.change("a/1"),
                    "",
                    Usage.NONE)),
            taskRetried("a", Duration.ZERO),
            attemptStarted("a/2"))
        .pending(runAttempt("a/2"), Things.deliver("a/2", 1, "be quick"))
        .when(add(task("b")))
        .then(tasksAdded(task("b")), attemptStarted("b/1"));
  }
}
