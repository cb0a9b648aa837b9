package dev.manyhands;

import dev.manyhands.core.ManyhandsException;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param <T> the type of its result
 */
public sealed interface TaskEnd<T extends @Nullable Object> {
  /** Returns the task's id. */
  String task();

  /**
   * Returns the result of a task that ended well.
   *
   * @throws ManyhandsException if it did not (CONFLICT); its message has the reason
   */
  default T orThrow() {
    return switch (this) {
      case Done<T> done -> done.result();
      case Failed<T> failed -> throw other("failed: " + failed.reason());
      case Cancelled<T> cancelled -> throw other("was cancelled: " + cancelled.reason());
      case Skipped<T> skipped -> throw other("was skipped, because of " + skipped.because());
    };
  }

  private ManyhandsException other(String what) {
    return new ManyhandsException(
        ManyhandsException.Kind.CONFLICT, "task '%s' %s".formatted(task(), what), "");
  }

  /**
   * It ended well: what it changed, if anything, is combined with what the others changed.
   *
   * @param changedFiles how many files it changed
   */
  record Done<T extends @Nullable Object>(String task, T result, int changedFiles)
      implements TaskEnd<T> {}

  /**
   * It was given up.
   *
   * @param reason of its last attempt, for people
   */
  record Failed<T extends @Nullable Object>(String task, String reason) implements TaskEnd<T> {}

  /** Somebody asked for its end, or a limit of the run was reached. */
  record Cancelled<T extends @Nullable Object>(String task, String reason) implements TaskEnd<T> {}

  /**
   * It never started.
   *
   * @param because the task that it needs, which did not end well
   */
  record Skipped<T extends @Nullable Object>(String task, String because) implements TaskEnd<T> {}
}
