package dev.manyhands.engine.git;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import java.nio.file.Path;
import java.util.List;

/** What stands for the workspace of an attempt that needs no files. */
record NoCheckout(UnchangedFiles unchanged, Holder.Attempt holder, Path root) implements Workspace {

  /** Nothing has changed, since there was nothing to change. */
  @Override
  public Snapshot snapshot(CommitId base, String message) throws InterruptedException {
    return new Snapshot(unchanged.keep(holder, base), List.of(), List.of());
  }

  @Override
  public void release() {
    // Nobody else could use it.
  }
}
