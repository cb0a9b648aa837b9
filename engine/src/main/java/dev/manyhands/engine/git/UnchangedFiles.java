package dev.manyhands.engine.git;

import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.port.Holder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the files of attempts that had none: a ref to their base. Safe for any thread. */
final class UnchangedFiles {
  private final Repository repository;
  private final RefWriter refs;
  private final Map<CommitId, TreeId> trees = new ConcurrentHashMap<>();

  UnchangedFiles(Repository repository, RefWriter refs) {
    this.repository = repository;
    this.refs = refs;
  }

  /** Keeps a base for an attempt, and returns it as a change that changes nothing. */
  Change keep(Holder.Attempt holder, CommitId base) throws InterruptedException {
    TreeId tree = trees.get(base);
    if (tree == null) {
      tree = repository.tree(base);
      trees.put(base, tree);
    }
    refs.set(Refs.attempt(holder.run(), holder.attempt()), base);
    return new Change(base, tree, 0, 0, 0);
  }
}
