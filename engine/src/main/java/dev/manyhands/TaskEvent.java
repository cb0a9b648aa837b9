package dev.manyhands;

import java.time.Instant;

/**
 * A durable fact about a task.
 *
 * @param number of the event in its run, from 1; those of one task have gaps
 * @param attempt that it is about, from 1; 0 when it is about none
 * @param text what was said, or why; may be empty
 */
public record TaskEvent(long number, Instant at, String task, int attempt, Kind kind, String text) {

  /** What happened; kinds may be added. */
  public enum Kind {
    /** A subagent started. */
    ATTEMPT_STARTED,
    /** A subagent is to end, for a reason from outside. */
    ATTEMPT_STOPPING,
    /** A subagent ended, and its files are kept. */
    ATTEMPT_ENDED,
    /** What a subagent has consumed so far. */
    CONSUMED,
    /** A message was sent to the task. */
    MESSAGE_SENT,
    /** A subagent has got a message. */
    MESSAGE_DELIVERED,
    /** A subagent waits for an answer. */
    QUESTION_ASKED,
    /** A subagent has its answer. */
    QUESTION_ANSWERED,
    /** A subagent wrote something down for the others. */
    NOTED,
    /** The task is to be tried again. */
    RETRIED,
    /** The task's change came back from the merge queue. */
    RETURNED,
    /** The task ended well: its change is combined with those of others. */
    MERGED,
    /** The task ended well, and there was nothing to combine. */
    SUCCEEDED,
    /** The task was given up. */
    FAILED,
    /** The task ended because somebody asked for it, or a limit of the run was reached. */
    CANCELLED,
    /** The task will not start, because one that it needs did not end well. */
    SKIPPED;

    /** Says whether this is the last event of a task. */
    public boolean isEnd() {
      return switch (this) {
        case MERGED, SUCCEEDED, FAILED, CANCELLED, SKIPPED -> true;
        case ATTEMPT_STARTED,
            ATTEMPT_STOPPING,
            ATTEMPT_ENDED,
            CONSUMED,
            MESSAGE_SENT,
            MESSAGE_DELIVERED,
            QUESTION_ASKED,
            QUESTION_ANSWERED,
            NOTED,
            RETRIED,
            RETURNED ->
            false;
      };
    }
  }
}
