package dev.manyhands.core.run;

import java.util.Objects;

/** The verified combination so far: a commit, and its tree. */
public record Head(CommitId commit, TreeId tree) {
  public Head {
    Objects.requireNonNull(commit);
    Objects.requireNonNull(tree);
  }
}
