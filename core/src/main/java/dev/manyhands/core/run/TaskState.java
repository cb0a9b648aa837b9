package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.time.Instant;

/** Where a task is in its life. */
public sealed interface TaskState {

  /** Waits for the tasks it needs. */
  record Waiting() implements TaskState {}

  /**
   * Could start as soon as a slot is free.
   *
   * @param attempt the number that its next attempt will have
   * @param since when it could have started
   * @param notBefore when it may start at the earliest: the back-off after a failure
   * @param deadline when waiting for a slot has taken too long
   */
  record Ready(int attempt, Instant since, Instant notBefore, Instant deadline)
      implements TaskState {}

  /**
   * A subagent is at work on it.
   *
   * @param deadline when the attempt is stopped from here, should its own limits not have ended it
   */
  record Running(int attempt, CommitId base, Instant since, Instant deadline)
      implements TaskState {}

  /**
   * Its subagent is being ended and its files collected; it holds its slot until that is done.
   *
   * @param outcome what will be said of the attempt
   * @param deadline when the collecting is given up
   */
  record Stopping(int attempt, CommitId base, Outcome outcome, String reason, Instant deadline)
      implements TaskState {}

  /** Its change waits in the merge queue, or is being verified. */
  record Merging(int attempt, Change change) implements TaskState {}

  /** The end of a task's life; it never changes again. */
  sealed interface Ended extends TaskState {
    /** Says whether the tasks that need this one can start. */
    boolean well();
  }

  /** Its change is part of the integration head. */
  record Merged(int attempt, Change change) implements Ended {
    @Override
    public boolean well() {
      return true;
    }
  }

  /** It ended well and left nothing to merge. */
  record Succeeded(int attempt) implements Ended {
    @Override
    public boolean well() {
      return true;
    }
  }

  /** It was given up. */
  record Failed(String reason) implements Ended {
    @Override
    public boolean well() {
      return false;
    }
  }

  /** Somebody asked for its end. */
  record Cancelled(String reason) implements Ended {
    @Override
    public boolean well() {
      return false;
    }
  }

  /** It never started, because a task it needs did not end well. */
  record Skipped(TaskId because) implements Ended {
    @Override
    public boolean well() {
      return false;
    }
  }
}
