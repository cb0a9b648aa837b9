package dev.manyhands.core.plan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a task within its run.
 *
 * @param value lower-case letters, digits, dots, underscores and hyphens; begins with a letter or
 *     digit; at most 64 characters
 */
public record TaskId(String value) implements Comparable<TaskId> {
  /** What an id may look like. */
  public static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public TaskId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a task id: '" + value + "' (" + SHAPE + ")");
    }
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  // These two are written out: those that the compiler leaves to the first call make method handles
  // at every start, which takes longer than reading a plan.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaskId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
