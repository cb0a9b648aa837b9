package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Values that tests are about, each made from a short name. */
public final class Things {
  /** When every run of these tests starts. */
  public static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  /** What every run of these tests starts from. */
  public static final Head BASE = head("base");

  /** How long a question waits for an answer. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private Things() {}

  public static Instant at(Duration sinceStart) {
    return T0.plus(sinceStart);
  }

  public static TaskId id(String task) {
    return new TaskId(task);
  }

  /** Makes an id from a text such as {@code a/1}. */
  public static AttemptId attempt(String text) {
    int slash = text.indexOf('/');
    return new AttemptId(id(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  public static CommitId commit(String name) {
    return new CommitId("%032x%08x".formatted(0xc0, name.hashCode()));
  }

  public static TreeId tree(String name) {
    return new TreeId("%032x%08x".formatted(0x7e, name.hashCode()));
  }

  public static Head head(String name) {
    return new Head(commit(name), tree(name));
  }

  public static Change change(String attempt) {
    return new Change(commit(attempt), tree(attempt), 1, 2, 3);
  }

  public static Change noChange() {
    return new Change(commit("base"), tree("base"), 0, 0, 0);
  }

  public static Candidate candidate(String attempt) {
    return new Candidate(attempt(attempt), change(attempt));
  }

  /** A success with a change of its own. */
  public static AttemptEnd success(String attempt) {
    return new AttemptEnd(Outcome.SUCCEEDED, "", 0, change(attempt), "did " + attempt, usage(10));
  }

  public static AttemptEnd successWithoutChange() {
    return new AttemptEnd(Outcome.SUCCEEDED, "", 0, noChange(), "nothing to do", Usage.NONE);
  }

  public static AttemptEnd failure(Outcome outcome, String reason) {
    return new AttemptEnd(outcome, reason, 1, null, "", Usage.NONE);
  }

  public static AttemptEnd failure(String reason) {
    return failure(Outcome.FAILED, reason);
  }

  /** What collecting a stopped attempt brings. */
  public static AttemptEnd salvaged(String attempt) {
    return new AttemptEnd(Outcome.LOST, "", null, change(attempt), "", Usage.NONE);
  }

  public static Question question(int number, Instant asked) {
    return new Question(number, Question.Kind.QUESTION, "which?", "any", asked.plus(PATIENCE));
  }

  /** Twice as many tokens as it says, half of them read; a cent. */
  public static Usage usage(long tokens) {
    return new Usage(tokens, tokens, new BigDecimal("0.01"));
  }

  public static Effect runAttempt(String attempt, CommitId base) {
    return new Effect.RunAttempt(attempt(attempt), base);
  }

  public static Effect runAttempt(String attempt) {
    return runAttempt(attempt, BASE.commit());
  }

  public static Effect deliver(String attempt, int message, String text) {
    return new Effect.Deliver(attempt(attempt), new Talk.Message(message, text, false));
  }

  public static Effect salvage(String attempt, Outcome outcome, String reason) {
    return new Effect.Salvage(attempt(attempt), BASE.commit(), outcome, reason);
  }

  public static Effect verify(int number, Head head, String... attempts) {
    return new Effect.Verify(number, head, Arrays.stream(attempts).map(Things::candidate).toList());
  }

  public static Effect publish(int number, Head head, String... tasks) {
    List<TaskId> merged = Arrays.stream(tasks).map(Things::id).toList();
    return new Effect.Publish(number, BASE.commit(), head, merged);
  }
}
