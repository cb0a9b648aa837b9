package dev.manyhands.core.run;

import java.util.Objects;

/** A change that waits in the merge queue. */
public record Candidate(AttemptId attempt, Change change) {
  public Candidate {
    Objects.requireNonNull(attempt);
    Objects.requireNonNull(change);
  }
}
