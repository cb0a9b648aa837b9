package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
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

  /** Ends the run early: helpers are ended, finished work is combined. */
  record CancelRun(Instant at, String reason) implements Command {}

  /** Ends one task. */
  record CancelTask(Instant at, TaskId task, String reason) implements Command {}

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
