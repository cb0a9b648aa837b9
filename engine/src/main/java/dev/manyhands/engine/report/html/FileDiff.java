package dev.manyhands.engine.report.html;

import java.util.List;

/**
 * What a diff says of one file.
 *
 * @param name its path from the repository's root; empty when the diff does not say
 * @param notes what happened to it besides its lines, such as {@code new file}
 * @param runs its lines in order, neighbours of one kind together
 */
record FileDiff(String name, List<String> notes, int added, int removed, List<Run> runs) {
  FileDiff {
    notes = List.copyOf(notes);
    runs = List.copyOf(runs);
  }

  /** What a line of a diff is. */
  enum Kind {
    HUNK,
    ADDED,
    REMOVED,
    CONTEXT
  }

  /**
   * Neighbouring lines of one kind.
   *
   * @param text with the sign at the beginning of each line, and a line feed at its end
   */
  record Run(Kind kind, String text) {}
}
