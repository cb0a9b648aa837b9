package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Something that should be going on outside. Two effects that are equal are the same one; an effect
 * that is no longer pending is to be interrupted.
 */
public sealed interface Effect {

  /**
   * Returns what it works on: of two effects with equal subjects the second starts only when the
   * first has ended.
   */
  Object subject();

  /** A subagent at work. Ends with {@link Command.FinishAttempt}, unless it is interrupted. */
  record RunAttempt(AttemptId attempt, CommitId base) implements Effect {
    @Override
    public Object subject() {
      return attempt;
    }
  }

  /**
   * Gives a message to a subagent that is at work. Ends with {@link Command.Acknowledge}, unless it
   * is interrupted.
   */
  record Deliver(AttemptId attempt, Talk.Message message) implements Effect {
    @Override
    public Object subject() {
      return "message to " + attempt;
    }
  }

  /**
   * Collects what an attempt left that was stopped from outside or lost with its engine: ends its
   * processes, keeps its files. Ends with {@link Command.FinishAttempt}.
   */
  record Salvage(AttemptId attempt, CommitId base, Outcome outcome, String reason)
      implements Effect {
    @Override
    public Object subject() {
      return attempt;
    }
  }

  /**
   * Merges changes onto the head and checks the result. Ends with {@link Command.FinishMerge}.
   *
   * @param candidates in the order in which they are to be merged; empty checks the head alone
   */
  record Verify(int number, Head head, List<Candidate> candidates) implements Effect {
    public Verify {
      Objects.requireNonNull(head);
      candidates = List.copyOf(candidates);
    }

    @Override
    public Object subject() {
      return "integration";
    }
  }

  /**
   * Makes the result commit and its branch. Ends with {@link Command.FinishPublish}.
   *
   * @param number of the try, from 1
   * @param merged the tasks that are part of it, in the plan's order
   */
  record Publish(int number, CommitId base, Head head, List<TaskId> merged) implements Effect {
    public Publish {
      merged = List.copyOf(merged);
    }

    @Override
    public Object subject() {
      return "integration";
    }
  }

  /** Gives a {@link Command.Tick} at a time; at most one is pending. */
  record Wake(Instant due) implements Effect {
    @Override
    public Object subject() {
      return "wake " + due;
    }
  }
}
