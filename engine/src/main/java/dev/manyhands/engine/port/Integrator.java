package dev.manyhands.engine.port;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command.MergeEnd.Conflict;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import java.util.List;
import java.util.Optional;

/** Combines changes, without a checkout. */
public interface Integrator {

  /**
   * Keeps a run's base alive, whatever becomes of the branch that it was on.
   *
   * @throws dev.manyhands.core.ManyhandsException if the result's branch cannot be made (CONFLICT)
   */
  void prepare(RunId run, CommitId base) throws InterruptedException;

  /** Merges changes onto a head, in order; one that conflicts is left out. */
  Merged merge(RunId run, Head head, List<Candidate> candidates) throws InterruptedException;

  /**
   * A combination.
   *
   * @param head the last head, when every change conflicts
   */
  record Merged(Head head, List<Conflict> conflicts) {
    public Merged {
      conflicts = List.copyOf(conflicts);
    }
  }

  /** Keeps a verified head alive. */
  void keep(RunId run, Head head) throws InterruptedException;

  /**
   * Makes the result: one commit on top of the base, on a branch; doing it twice is doing it once.
   */
  PublishEnd publish(RunId run, CommitId base, Head head, String message, List<TaskId> merged)
      throws InterruptedException;

  /** Returns what is kept of an attempt's files. */
  Optional<Change> kept(RunId run, AttemptId attempt, CommitId base) throws InterruptedException;
}
