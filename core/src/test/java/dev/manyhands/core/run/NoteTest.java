package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.note;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.attemptSucceeded;
import static dev.manyhands.core.run.Facts.noted;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.runAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Subagents write things down for each other. */
class NoteTest {
  private static Scenario running() {
    return Scenario.of(plan(task("a"), task("b"))).given(runStarted(), attemptStarted("a/1"));
  }

  @Test
  void aNoteIsKeptAndChangesNothingElse() {
    Scenario run = running().given(attemptStarted("b/1"));
    RunState before = run.state();

    run.when(note("a/1", "x is called y")).then(noted("a/1", "x is called y"));
    assertThat(run.state()).isEqualTo(before);
    run.pending(runAttempt("a/1"), runAttempt("b/1"));
  }

  @Test
  void theLastWordsOfAnAttemptThatIsBeingStoppedAreKept() {
    running()
        .given(attemptStarted("b/1"), attemptStopping("a/1", Outcome.CANCELLED, "x"))
        .when(note("a/1", "half done"))
        .then(noted("a/1", "half done"));
  }

  @Test
  void onlyWhoIsAtWorkWritesNotes() {
    running()
        .given(attemptStarted("b/1"), attemptSucceeded("a/1"), Facts.mergeStarted(1, 1))
        .when(note("a/1", "too late"))
        .thenNothing()
        .when(note("b/2", "not yet"))
        .thenNothing()
        .when(note("nobody/1", "who?"))
        .thenNothing();
  }

  @Test
  void aNoteIsKeptShort() {
    Scenario run = running().given(attemptStarted("b/1")).when(note("a/1", "x".repeat(9_000)));

    assertThat(run.events())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Noted.class,
            noted -> assertThat(noted.text().length()).isLessThanOrEqualTo(2 * Text.SENTENCE));
  }
}
