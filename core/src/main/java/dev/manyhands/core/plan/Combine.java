package dev.manyhands.core.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the changes become one.
 *
 * @param checkOrNull must pass on the combined tree
 * @param onConflict what becomes of a task whose change conflicts with what has been merged
 * @param attempts how often a task may come back from the merge queue; at least 0
 * @param message the message of the result commit
 * @param reports test reports and findings to collect from every attempt: globs
 */
public record Combine(
    @Nullable Check checkOrNull,
    OnConflict onConflict,
    int attempts,
    String message,
    List<String> reports) {

  /** What becomes of a task whose change conflicts with what has been merged. */
  public enum OnConflict {
    /**
     * Retried when its helper can be told of the conflict (a prompt), failed when it cannot (a
     * program would overwrite the other side without knowing).
     */
    BY_WORK,
    /** Tried again on top of what has been merged. */
    RETRY,
    /** Failed at once; the work stays in its ref. */
    FAIL
  }

  public Combine {
    Objects.requireNonNull(onConflict);
    Objects.requireNonNull(message);
    reports = List.copyOf(reports);
    if (attempts < 0 || attempts > 100) {
      throw new IllegalArgumentException("attempts must be from 0 to 100");
    }
  }

  /**
   * Returns the same with another check or message.
   *
   * @param otherCheckOrNull null keeps the check that there is
   * @param otherMessageOrNull null keeps the message that there is
   */
  public Combine with(@Nullable Check otherCheckOrNull, @Nullable String otherMessageOrNull) {
    return new Combine(
        otherCheckOrNull == null ? checkOrNull : otherCheckOrNull,
        onConflict,
        attempts,
        otherMessageOrNull == null ? message : otherMessageOrNull,
        reports);
  }

  /** Returns what must pass on the combined tree. */
  public Optional<Check> check() {
    return Optional.ofNullable(checkOrNull);
  }

  /** Returns how often a task with this work may come back from the merge queue. */
  public int returns(Work work) {
    return switch (onConflict) {
      case FAIL -> 0;
      case RETRY -> attempts;
      case BY_WORK ->
          switch (work) {
            case Work.Prompt _ -> attempts;
            case Work.Program _ -> 0;
          };
    };
  }
}
