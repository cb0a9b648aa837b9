package dev.manyhands.core.plan;

import java.util.regex.Pattern;

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

  @Override
  public String toString() {
    return value;
  }
}
