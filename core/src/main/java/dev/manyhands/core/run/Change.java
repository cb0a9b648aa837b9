package dev.manyhands.core.run;

import java.util.Objects;

/**
 * What an attempt did to the files: a commit on top of the attempt's base.
 *
 * @param files how many files differ; 0 when nothing changed
 * @param insertions lines added, binary files not counted
 * @param deletions lines removed, binary files not counted
 */
public record Change(CommitId commit, TreeId tree, int files, int insertions, int deletions) {
  public Change {
    Objects.requireNonNull(commit);
    Objects.requireNonNull(tree);
  }

  /** Says whether nothing changed. */
  public boolean isEmpty() {
    return files == 0;
  }
}
