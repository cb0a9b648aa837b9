package dev.manyhands.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that a subagent waits to be told.
 *
 * @param number from 1, in its attempt
 * @param fallback the answer that it gets when nobody else gives one
 * @param deadline when it gets that
 */
public record Question(int number, Kind kind, String text, String fallback, Instant deadline) {

  /** What is asked for. */
  public enum Kind {
    /** Something in words. */
    QUESTION,
    /** Whether it may do something: answered with {@link #ALLOW} or {@link #DENY}. */
    APPROVAL;

    /** Returns the word that programs use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The answer that approves. */
  public static final String ALLOW = "allow";

  /** The answer that does not; a reason may follow. */
  public static final String DENY = "deny";

  public Question {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(deadline);
    text = Text.atMost(text, Text.SENTENCE * 2);
    fallback = Text.atMost(fallback, Text.SENTENCE);
  }

  Question delayed(Duration by) {
    return new Question(number, kind, text, fallback, deadline.plus(by));
  }
}
