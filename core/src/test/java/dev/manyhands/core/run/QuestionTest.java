package dev.manyhands.core.run;

import static dev.manyhands.core.run.Asks.answer;
import static dev.manyhands.core.run.Asks.ask;
import static dev.manyhands.core.run.Asks.tick;
import static dev.manyhands.core.run.Facts.attemptEnded;
import static dev.manyhands.core.run.Facts.attemptStarted;
import static dev.manyhands.core.run.Facts.attemptStopping;
import static dev.manyhands.core.run.Facts.questionAnswered;
import static dev.manyhands.core.run.Facts.questionAsked;
import static dev.manyhands.core.run.Facts.questionExpired;
import static dev.manyhands.core.run.Facts.runResumed;
import static dev.manyhands.core.run.Facts.runStarted;
import static dev.manyhands.core.run.Facts.taskRetried;
import static dev.manyhands.core.run.Plans.plan;
import static dev.manyhands.core.run.Plans.task;
import static dev.manyhands.core.run.Things.PATIENCE;
import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.runAttempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A subagent asks something; it gets an answer from somebody, or the fallback in time. */
class QuestionTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Scenario running() {
    return Scenario.of(plan(task("a").prompt()).wall(Duration.ofHours(200)))
        .given(runStarted(), attemptStarted("a/1"));
  }

  private static boolean needsInput(Scenario run) {
    return run.live().tasks().getFirst().needsInput();
  }

  @Test
  void aQuestionWaitsForItsAnswerWhileTheSubagentGoesOn() {
    Scenario run = running().when(ask("a/1", 1)).then(questionAsked("a/1", 1));
    assertThat(needsInput(run)).isTrue();

    run.pending(runAttempt("a/1"))
        .wakesAt(PATIENCE)
        .when(answer("a", 1, "that one"))
        .then(questionAnswered("a/1", 1, "that one"))
        .pending(runAttempt("a/1"));
    assertThat(needsInput(run)).isFalse();
  }

  @Test
  void whenNobodyAnswersInTimeItGetsTheFallback() {
    Scenario run =
        running()
            .given(questionAsked("a/1", 1))
            .after(PATIENCE)
            .when(tick())
            .then(questionExpired("a/1", 1))
            .pending(runAttempt("a/1"));
    assertThat(needsInput(run)).isFalse();
  }

  @Test
  void aQuestionWhoseTimeIsOverWhenItComesGetsTheFallbackAtOnce() {
    running()
        .given(questionAsked("a/1", 1))
        .after(PATIENCE)
        .when(
            now ->
                new Command.Ask(
                    now, Things.attempt("a/1"), Things.question(2, now.minus(PATIENCE))))
        .then(
            now ->
                new Event.QuestionAsked(
                    now, Things.id("a"), 1, Things.question(2, now.minus(PATIENCE))),
            questionExpired("a/1", 1),
            questionExpired("a/1", 2));
  }

  @Test
  void severalQuestionsEachWaitForThemselves() {
    running()
        .given(questionAsked("a/1", 1))
        .after(MINUTE)
        .when(ask("a/1", 2))
        .then(questionAsked("a/1", 2))
        .when(answer("a", 2, "second"))
        .then(questionAnswered("a/1", 2, "second"))
        .wakesAt(PATIENCE)
        .when(ask("a/1", 3))
        .after(PATIENCE.minus(MINUTE))
        .when(tick())
        .then(questionExpired("a/1", 1))
        .wakesAt(PATIENCE.plus(MINUTE));
  }

  @Test
  void anAnswerToNoneInParticularIsForTheOneThatHasWaitedLongest() {
    running()
        .given(questionAsked("a/1", 1), questionAsked("a/1", 2))
        .when(answer("a", 0, "yes"))
        .then(questionAnswered("a/1", 1, "yes"))
        .when(answer("a", 0, "no"))
        .then(questionAnswered("a/1", 2, "no"))
        .when(answer("a", 0, "what?"))
        .thenNothing();
  }

  @Test
  void anAnswerToAQuestionThatIsNotOpenChangesNothing() {
    running()
        .when(answer("a", 1, "too early"))
        .thenNothing()
        .given(questionAsked("a/1", 1), questionAnswered("a/1", 1, "yes"))
        .when(answer("a", 1, "too late"))
        .thenNothing()
        .when(answer("nobody", 1, "wrong"))
        .thenNothing();
  }

  @Test
  void anAnswerToAnEarlierAttemptDoesNotReachALaterOne() {
    Scenario run =
        running()
            .given(questionAsked("a/1", 1), attemptEnded("a/1", failure("boom")))
            .given(taskRetried("a", Duration.ZERO), attemptStarted("a/2"))
            .given(questionAsked("a/2", 1))
            .when(answer("a", new QuestionName(1, 1), Question.ALLOW))
            .thenNothing()
            .when(answer("a", new QuestionName(1, 0), Question.ALLOW))
            .thenNothing();
    assertThat(needsInput(run)).isTrue();

    run.when(answer("a", new QuestionName(2, 1), Question.DENY))
        .then(questionAnswered("a/2", 1, Question.DENY));
  }

  @Test
  void namesAreReadAsTheyAreWritten() {
    assertThat(QuestionName.parse("2.13")).isEqualTo(new QuestionName(2, 13)).hasToString("2.13");
    assertThat(QuestionName.parse("3")).isEqualTo(new QuestionName(0, 3)).hasToString("3");
    assertThat(List.of("", ".", "1.", ".1", "0", "-1", "1.0", "0.1", "1.2.3", "first"))
        .allSatisfy(
            text ->
                assertThatIllegalArgumentException().isThrownBy(() -> QuestionName.parse(text)));
  }

  @Test
  void aQuestionIsAskedOnce() {
    running()
        .given(questionAsked("a/1", 1))
        .when(ask("a/1", 1))
        .thenNothing()
        .given(questionAnswered("a/1", 1, "yes"))
        .when(ask("a/1", 1))
        .thenNothing();
  }

  @Test
  void aQuestionOfAnotherAttemptIsNotAsked() {
    running().when(ask("a/2", 1)).thenNothing();
  }

  @Test
  void questionsAreForgottenWhenTheAttemptEnds() {
    Scenario run =
        running()
            .given(questionAsked("a/1", 1), attemptEnded("a/1", failure("boom")))
            .given(taskRetried("a", Duration.ZERO), attemptStarted("a/2"));
    assertThat(needsInput(run)).isFalse();

    run.when(answer("a", 1, "too late"))
        .thenNothing()
        .when(ask("a/1", 2))
        .thenNothing()
        .when(ask("a/2", 1))
        .then(questionAsked("a/2", 1));
  }

  @Test
  void questionsAreForgottenWhenTheAttemptIsStopped() {
    Scenario run =
        running()
            .given(questionAsked("a/1", 1), attemptStopping("a/1", Outcome.CANCELLED, "x"))
            .wakesAt(Limits.SLACK)
            .when(answer("a", 1, "too late"))
            .thenNothing()
            .when(ask("a/1", 2))
            .thenNothing();
    assertThat(needsInput(run)).isFalse();
  }

  @Test
  void questionsAreForgottenWhenTheEngineIsLost() {
    Scenario run = running().given(questionAsked("a/1", 1), runResumed());
    assertThat(needsInput(run)).isFalse();

    run.when(answer("a", 0, "too late")).thenNothing();
  }
}
