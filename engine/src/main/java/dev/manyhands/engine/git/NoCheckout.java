package dev.manyhands.engine.git;

import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import java.nio.file.Path;
import java.util.List;

/** What stands for the workspace of an attempt that needs no files. */
record NoCheckout(Repository repository, Holder.Attempt holder, Path root) implements Workspace {

  /** Nothing has changed, since there was nothing to change. */
  @Override
  public Snapshot snapshot(CommitId base, String message) throws InterruptedException {
    new Refs(repository).set(Refs.attempt(holder.run(), holder.attempt()), base);
    return new Snapshot(new Change(base, repository.tree(base), 0, 0, 0), List.of(), List.of());
  }

  @Override
  public void release() {
    // Nobody else could use it.
  }
}
