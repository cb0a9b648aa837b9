package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names one try of a task within its run.
 *
 * @param number from 1
 */
public record AttemptId(TaskId task, int number) {
  public AttemptId {
    Objects.requireNonNull(task);
    if (number < 1) {
      throw new IllegalArgumentException("attempts are numbered from 1, not " + number);
    }
  }

  // These two are written out: those that the compiler leaves to the first call make method handles
  // at every start, which takes longer than reading a plan.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AttemptId id && number == id.number && task.equals(id.task);
  }

  @Override
  public int hashCode() {
    return 31 * task.hashCode() + number;
  }

  @Override
  public String toString() {
    return task + "/" + number;
  }
}
