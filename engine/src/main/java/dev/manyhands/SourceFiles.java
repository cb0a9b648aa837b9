package dev.manyhands;

import java.util.List;
import java.util.Optional;

/**
 * The files of a commit, read without a checkout. Paths are from the repository's root, with
 * slashes. Manyhands implements this; methods may be added. Safe for use by many threads.
 */
public interface SourceFiles {

  /**
   * Returns the paths of the files below a folder, in order; at most 100,000.
   *
   * @param folder empty for the root
   */
  List<String> list(String folder) throws InterruptedException;

  /** Returns a file's bytes; nothing when there is no such file, or it is larger than 16 MiB. */
  Optional<byte[]> read(String path) throws InterruptedException;

  /** Returns a file as text in UTF-8; nothing when there is no such file, or it is too large. */
  Optional<String> text(String path) throws InterruptedException;

  /**
   * Returns where a pattern occurs: {@code path:line:text}; at most 10,000 places.
   *
   * @param regex an extended regular expression
   * @param folder a folder or file; empty for the root
   * @throws dev.manyhands.core.ManyhandsException if the pattern is malformed (USAGE)
   */
  List<String> search(String regex, String folder) throws InterruptedException;
}
