package dev.manyhands.engine.port;

import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import java.nio.file.Path;
import java.util.List;

/** An isolated checkout. */
public interface Workspace {

  /** Returns the folder in which its files are. */
  Path root();

  /**
   * Keeps the files as they are now: as a commit on top of the base, under the attempt's ref. Doing
   * it again replaces what was kept.
   *
   * @param message of the commit
   * @throws dev.manyhands.core.ManyhandsException if they cannot be kept (EXTERNAL)
   */
  Snapshot snapshot(CommitId base, String message) throws InterruptedException;

  /** Gives it back; its files may be gone at once. */
  void release();

  /**
   * Files that are kept.
   *
   * @param paths what differs from the base, from its root, with slashes
   * @param problems files that could not be kept, and why; usually empty
   */
  record Snapshot(Change change, List<String> paths, List<String> problems) {
    public Snapshot {
      paths = List.copyOf(paths);
      problems = List.copyOf(problems);
    }
  }
}
