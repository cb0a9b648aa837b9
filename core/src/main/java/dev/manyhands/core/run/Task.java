package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;

/** A task of a run: what it is to do, what has happened to it, and where it stands. */
public record Task(TaskSpec spec, Tally tally, TaskState state) {

  /** Returns the task's id. */
  public TaskId id() {
    return spec.id();
  }

  Task with(TaskState next) {
    return new Task(spec, tally, next);
  }

  Task with(Tally next) {
    return new Task(spec, next, state);
  }
}
