package dev.manyhands.core.run;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that somebody asks of a run, or an outcome that an effect brings back. */
public sealed interface Command {
  /** Returns when it was given. */
  Instant at();

  /** Starts the run. */
  record Start(Instant at, Head base, List<String> warnings) implements Command {
    public Start {
      warnings = List.copyOf(warnings);
    }
  }

  /** Takes the run up again after its engine ended. */
  record Resume(Instant at) implements Command {}

  /**
   * Says that the clock went on while everything stood still: the machine slept.
   *
   * @param lost for how long; positive
   */
  record LoseTime(Instant at, Duration lost) implements Command {}

  /** Ends the run early: helpers are ended, finished work is combined. */
  record CancelRun(Instant at, String reason) implements Command {}

  /** Ends one task. */
  record CancelTask(Instant at, TaskId task, String reason) implements Command {}

  /**
   * Adds tasks to a run that is open; they may need those that there are, and those before them.
   */
  record AddTasks(Instant at, List<TaskSpec> tasks) implements Command {
    public AddTasks {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * Closes a run that is open: when its tasks have ended, the result is published.
   *
   * @param checkOrNull replaces the combined check
   * @param messageOrNull replaces the result's message
   */
  record CloseRun(Instant at, @Nullable Check checkOrNull, @Nullable String messageOrNull)
      implements Command {}

  /**
   * Sends a text to a task's subagent.
   *
   * @param interrupt whether it is to be heard at once, rather than at the next turn
   */
  record Send(Instant at, TaskId task, String text, boolean interrupt) implements Command {}

  /** Says that a subagent has got a message. */
  record Acknowledge(Instant at, AttemptId attempt, int message) implements Command {}

  /**
   * Asks something on behalf of a subagent.
   *
   * @param question numbered in the order of asking; forgotten when its attempt ends
   */
  record Ask(Instant at, AttemptId attempt, Question question) implements Command {}

  /** Answers a question that is open. */
  record Answer(Instant at, TaskId task, QuestionName question, String text) implements Command {}

  /** Writes a line into the notes that all subagents of the run share. */
  record Note(Instant at, AttemptId attempt, String text) implements Command {}

  /**
   * Says what an attempt has consumed so far.
   *
   * @param usage all of it, not what is new
   */
  record Charge(Instant at, AttemptId attempt, Usage usage) implements Command {}

  /** Says that a time has come; changes nothing by itself. */
  record Tick(Instant at) implements Command {}

  /** Brings an attempt's outcome. */
  record FinishAttempt(Instant at, AttemptId attempt, AttemptEnd end) implements Command {}

  /** Brings a verification's outcome. */
  record FinishMerge(Instant at, int number, MergeEnd end) implements Command {}

  /** Brings the outcome of publishing. */
  record FinishPublish(Instant at, int number, PublishEnd end) implements Command {}

  /** What came of verifying a merge group. */
  sealed interface MergeEnd {
    /** A change that conflicts with what stands before it. */
    record Conflict(AttemptId attempt, String reason) {}

    /**
     * The combination is good.
     *
     * @param conflicts changes that are not part of it
     * @param checkMsOrNull how long the combined check took; null when there was nothing to check
     */
    record Passed(Head head, List<Conflict> conflicts, @Nullable Long checkMsOrNull)
        implements MergeEnd {
      public Passed {
        Objects.requireNonNull(head);
        conflicts = List.copyOf(conflicts);
      }
    }

    /** The combined check is red. */
    record Failed(TreeId tree, long checkMs, String reason) implements MergeEnd {}

    /** It could not be found out, for a reason outside the changes. */
    record Troubled(String reason) implements MergeEnd {}
  }

  /** What came of publishing the result. */
  sealed interface PublishEnd {
    /** The result is a commit on a branch. */
    record Published(String branch, CommitId commit, TreeId tree) implements PublishEnd {}

    /** It could not be published. */
    record Failed(String reason) implements PublishEnd {}
  }
}
