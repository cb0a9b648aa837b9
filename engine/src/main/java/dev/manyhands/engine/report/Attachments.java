package dev.manyhands.engine.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import java.util.List;
import java.util.Optional;

/**
 * What lies beside a report: logs and diffs. A report for people shows of it what there is; each
 * method may be called more than once and answers with no more than it is asked for.
 */
public interface Attachments {
  /** Nothing beside the report. */
  Attachments NONE = new Attachments() {};

  /** Returns where the log of an attempt is, such as a path. */
  default Optional<String> log(AttemptId attempt) {
    return Optional.empty();
  }

  /**
   * Returns the last lines of what an attempt's helper printed.
   *
   * @param atMost characters
   */
  default Excerpt logTail(AttemptId attempt, int atMost) {
    return Excerpt.NONE;
  }

  /**
   * Returns what a task's latest change did, as git's unified diff.
   *
   * @param atMost characters
   */
  default Excerpt diff(TaskId task, int atMost) {
    return Excerpt.NONE;
  }

  /**
   * Returns what the run's result did, as git's unified diff.
   *
   * @param atMost characters
   */
  default Excerpt totalDiff(int atMost) {
    return Excerpt.NONE;
  }

  /** Returns what else a reader should know, a sentence each: test reports that are not valid. */
  default List<String> notes() {
    return List.of();
  }
}
