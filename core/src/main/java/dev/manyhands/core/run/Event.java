package dev.manyhands.core.run;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A durable fact about a run. Small: at most 4 KiB when written down; what is larger is a file or a
 * git object that follows from the run, task and attempt. Only what somebody put in from outside,
 * tasks and messages, is kept whole (ADR 7).
 */
public sealed interface Event {
  /** Returns when it became a fact. */
  Instant at();

  /** Is about one task. */
  sealed interface OfTask extends Event {
    /** Returns the task. */
    TaskId task();
  }

  /**
   * The run was accepted.
   *
   * @param warnings what the user should know of the repository, such as uncommitted changes
   */
  record RunStarted(Instant at, Head base, List<String> warnings) implements Event {
    public RunStarted {
      warnings = warnings.stream().limit(3).map(w -> Text.atMost(w, Text.SENTENCE)).toList();
    }
  }

  /** An engine took the run up again; what had been in flight is lost. */
  record RunResumed(Instant at) implements Event {}

  /**
   * The clock went on while the machine slept; no limit counts that time.
   *
   * @param lost for how long
   */
  record TimeLost(Instant at, Duration lost) implements Event {}

  /**
   * The run is to end early.
   *
   * @param asked whether somebody asked for it, rather than a limit
   */
  record RunCancelling(Instant at, String reason, boolean asked) implements Event {
    public RunCancelling {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** Tasks were added to the run. */
  record TasksAdded(Instant at, List<TaskSpec> tasks) implements Event {
    public TasksAdded {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * No more tasks are added.
   *
   * @param checkOrNull replaces the combined check
   * @param messageOrNull replaces the result's message
   */
  record RunClosed(Instant at, @Nullable Check checkOrNull, @Nullable String messageOrNull)
      implements Event {}

  /**
   * What was merged before the run was closed fails the check that was given then: it is back in
   * the merge queue, to find out which change is to blame (ADR 12).
   */
  record MergesUndone(Instant at) implements Event {}

  /** A text was sent to the task's subagent. */
  record MessageSent(Instant at, TaskId task, int number, String text, boolean interrupt)
      implements OfTask {}

  /** A subagent has got a message. */
  record MessageDelivered(Instant at, TaskId task, int attempt, int number) implements OfTask {}

  /** A subagent waits for an answer. */
  record QuestionAsked(Instant at, TaskId task, int attempt, Question question) implements OfTask {}

  /**
   * A subagent has its answer.
   *
   * @param expired whether nobody gave one in time, and this is the fallback
   */
  record QuestionAnswered(
      Instant at, TaskId task, int attempt, int number, String text, boolean expired)
      implements OfTask {}

  /** A subagent wrote something down for the others. */
  record Noted(Instant at, TaskId task, int attempt, String text) implements OfTask {
    public Noted {
      text = Text.atMost(text, Text.SENTENCE * 2);
    }
  }

  /** What a subagent has consumed so far. */
  record AttemptCharged(Instant at, TaskId task, int attempt, Usage usage) implements OfTask {}

  /** A subagent started. */
  record AttemptStarted(Instant at, TaskId task, int attempt, CommitId base) implements OfTask {}

  /**
   * An attempt is to end, for a reason from outside: its subagent, or its change, which is being
   * verified and will not land unless that succeeds.
   */
  record AttemptStopping(Instant at, TaskId task, int attempt, Outcome outcome, String reason)
      implements OfTask {
    public AttemptStopping {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** A subagent ended, and its files are kept. */
  record AttemptEnded(Instant at, TaskId task, int attempt, AttemptEnd end) implements OfTask {}

  /** The task is to be tried again. */
  record TaskRetried(Instant at, TaskId task, Instant notBefore) implements OfTask {}

  /** The task's change came back from the merge queue. */
  record TaskReturned(Instant at, TaskId task, int attempt, Outcome outcome, String reason)
      implements OfTask {
    public TaskReturned {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** The task's change is part of the integration head. */
  record TaskMerged(Instant at, TaskId task, int attempt) implements OfTask {}

  /** The task ended well and left nothing to merge. */
  record TaskSucceeded(Instant at, TaskId task, int attempt) implements OfTask {}

  /** The task was given up. */
  record TaskFailed(Instant at, TaskId task, String reason) implements OfTask {
    public TaskFailed {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** The task ended because somebody asked for it, or a limit of the run was reached. */
  record TaskCancelled(Instant at, TaskId task, String reason) implements OfTask {
    public TaskCancelled {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** The task will not start, because one that it needs did not end well. */
  record TaskSkipped(Instant at, TaskId task, TaskId because) implements OfTask {}

  /**
   * The front of the merge queue is being verified.
   *
   * @param number from 1
   * @param size how many changes; 0 means the base alone
   */
  record MergeStarted(Instant at, int number, int size) implements Event {}

  /**
   * A merge group passed.
   *
   * @param head the combination, which is now the integration head
   * @param checkMsOrNull how long the combined check took; null when there was nothing to check
   */
  record MergePassed(Instant at, int number, Head head, @Nullable Long checkMsOrNull)
      implements Event {}

  /** A merge group failed the combined check. */
  record MergeFailed(Instant at, int number, TreeId tree, long checkMs, String reason)
      implements Event {
    public MergeFailed {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** A merge group could not be verified for a reason outside it. */
  record MergeTroubled(Instant at, int number, Instant notBefore, String reason) implements Event {
    public MergeTroubled {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** Everything is combined; the result is to be published. */
  record PublishStarted(Instant at) implements Event {}

  /** The result could not be published. */
  record PublishFailed(Instant at, String reason, Instant notBefore) implements Event {
    public PublishFailed {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }

  /** The result is a commit on a branch. */
  record ResultPublished(Instant at, String branch, CommitId commit, TreeId tree)
      implements Event {}

  /**
   * The run is over.
   *
   * @param reason why it did not end well, where the tasks do not say it; else empty
   */
  record RunFinished(Instant at, RunStatus status, String reason) implements Event {
    public RunFinished {
      reason = Text.atMost(reason, Text.SENTENCE);
    }
  }
}
