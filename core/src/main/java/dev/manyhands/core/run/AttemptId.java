package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.util.Objects;

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

  @Override
  public String toString() {
    return task + "/" + number;
  }
}
