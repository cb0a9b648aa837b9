package dev.manyhands.engine.agent.builtin;

import java.io.IOException;
import java.util.List;

/** The files that a session works on. Paths are as the model writes them. */
interface SourceFiles {

  /** Returns what a path means, for those who say whether it may be used. */
  String place(String path) throws IOException;

  /**
   * Returns a file's text, at most so many bytes of it.
   *
   * @throws IOException if it cannot be read, with a message for the model
   */
  String read(String path, int mostBytes) throws IOException, InterruptedException;

  /** Returns the paths of the files below a folder. */
  List<String> list(String folder, int most) throws IOException, InterruptedException;

  /** Returns where a regular expression occurs: {@code path:line:text}. */
  List<String> search(String regex, String folder, int most)
      throws IOException, InterruptedException;
}
