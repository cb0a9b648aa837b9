package dev.manyhands.engine.port;

import dev.manyhands.core.run.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * Reads the files of commits without a checkout. Paths are from the root, with slashes. Safe for
 * any thread.
 */
public interface CommitFiles {

  /** Returns a file, at most so many bytes of it; nothing when there is no such file. */
  Optional<byte[]> read(CommitId commit, String path, int most) throws InterruptedException;

  /**
   * Returns the paths of the files below a folder, in order.
   *
   * @param folder empty for the root
   */
  List<String> list(CommitId commit, String folder, int most) throws InterruptedException;

  /**
   * Returns where a pattern occurs: {@code path:line:text}.
   *
   * @param regex an extended regular expression
   * @param folder a folder or file; empty for the root
   * @throws dev.manyhands.core.ManyhandsException if the pattern is malformed (USAGE)
   */
  List<String> search(CommitId commit, String regex, String folder, int most)
      throws InterruptedException;
}
