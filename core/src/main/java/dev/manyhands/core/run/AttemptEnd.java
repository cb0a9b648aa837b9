package dev.manyhands.core.run;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an attempt when it has ended.
 *
 * @param outcome never {@code CONFLICT} or {@code REJECTED}, which only the merge queue says
 * @param reason why, for people; empty when it succeeded
 * @param exitCodeOrNull of the helper, when it ended by itself
 * @param changeOrNull the snapshot of its files; null when none could be taken
 * @param summary the helper's last message; may be empty
 * @param hopeless whether another attempt would end in the same way
 */
public record AttemptEnd(
    Outcome outcome,
    String reason,
    @Nullable Integer exitCodeOrNull,
    @Nullable Change changeOrNull,
    String summary,
    Usage usage,
    boolean hopeless) {
  public AttemptEnd {
    Objects.requireNonNull(usage);
    reason = Text.atMost(reason, Text.SENTENCE);
    summary = Text.atMost(summary, Text.SENTENCE);
    if (outcome == Outcome.CONFLICT || outcome == Outcome.REJECTED) {
      throw new IllegalArgumentException("only the merge queue says " + outcome.word());
    }
    if (outcome == Outcome.SUCCEEDED && changeOrNull == null) {
      throw new IllegalArgumentException("a success needs a snapshot");
    }
  }

  /** An end after which another attempt may fare better. */
  public AttemptEnd(
      Outcome outcome,
      String reason,
      @Nullable Integer exitCodeOrNull,
      @Nullable Change changeOrNull,
      String summary,
      Usage usage) {
    this(outcome, reason, exitCodeOrNull, changeOrNull, summary, usage, false);
  }

  /** Returns an end without helper, such as that of a workspace that could not be made. */
  public static AttemptEnd without(Outcome outcome, String reason) {
    return new AttemptEnd(outcome, reason, null, null, "", Usage.NONE);
  }

  /** Returns the snapshot of the attempt's files. */
  public Optional<Change> change() {
    return Optional.ofNullable(changeOrNull);
  }

  /** Returns the helper's exit code. */
  public Optional<Integer> exitCode() {
    return Optional.ofNullable(exitCodeOrNull);
  }
}
