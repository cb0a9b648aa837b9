package dev.manyhands.engine.port;

import dev.manyhands.core.run.CommitId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Isolated checkouts, each held by one at a time. Safe for use by many threads. */
public interface Workspaces {

  /**
   * Takes a workspace in which the files are exactly those of a commit.
   *
   * @param copy globs of ignored files of the user's checkout that are to be there as well
   * @throws dev.manyhands.core.ManyhandsException if it cannot be made (EXTERNAL)
   */
  Workspace take(Holder holder, CommitId commit, List<String> copy) throws InterruptedException;

  /**
   * Returns a stand-in for a workspace, for an attempt that needs no files: it is an empty folder,
   * and what is kept of it is the commit itself.
   *
   * @param folder need not exist
   */
  Workspace without(Holder.Attempt holder, CommitId commit, Path folder);

  /** Returns the workspace that this holder took and never released, from any engine. */
  Optional<Workspace> left(Holder holder);
}
