package dev.manyhands.engine.report.collected;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;

/** Whose work a collected file tells about. */
public sealed interface Origin {
  /** The folder of what combined checks left; no task has such a name. */
  String COMBINED = "_combined";

  /** Returns the task's id, or {@link #COMBINED}. */
  String owner();

  /** Returns the attempt's number, or the combined check's. */
  int number();

  /** An attempt of a task. */
  record OfAttempt(AttemptId attempt) implements Origin {
    @Override
    public String owner() {
      return attempt.task().value();
    }

    @Override
    public int number() {
      return attempt.number();
    }

    /** Returns the task. */
    public TaskId task() {
      return attempt.task();
    }

    @Override
    public String toString() {
      return attempt.task() + ", attempt " + attempt.number();
    }
  }

  /** A combined check. */
  record OfCheck(int number) implements Origin {
    @Override
    public String owner() {
      return COMBINED;
    }

    @Override
    public String toString() {
      return "combined check " + number;
    }
  }
}
