package dev.manyhands.engine.git;

import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What differs between two trees, as git-diff-tree(1) says it; renames count as two files. */
record TreeDiff(List<Entry> entries, int insertions, int deletions) {
  private static final String SUBMODULE = "160000";

  /**
   * A path that differs.
   *
   * @param rawPath a character for each of its bytes, which may be no text
   */
  record Entry(String oldMode, String newMode, String oldId, String rawPath) {
    String path() {
      return new String(rawPath.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    boolean wasSubmodule() {
      return oldMode.equals(SUBMODULE);
    }

    boolean isSubmodule() {
      return newMode.equals(SUBMODULE);
    }
  }

  static TreeDiff between(Git git, String from, String to) throws InterruptedException {
    return parse(
        git.ok("diff-tree", "-r", "-z", "--raw", "--numstat", "--no-renames", from, to)
            .rawRecords());
  }

  /** Reads both kinds of records: ":modes ids status" and a path, or "added deleted path". */
  static TreeDiff parse(List<String> records) {
    List<Entry> entries = new ArrayList<>();
    int insertions = 0;
    int deletions = 0;
    for (int i = 0; i < records.size(); i++) {
      String record = records.get(i);
      if (record.startsWith(":")) {
        String[] fields = record.substring(1).split(" ", -1);
        i++;
        entries.add(new Entry(fields[0], fields[1], fields[2], records.get(i)));
      } else {
        String[] fields = record.split("\t", 3);
        insertions += count(fields[0]);
        deletions += count(fields[1]);
      }
    }
    return new TreeDiff(entries, insertions, deletions);
  }

  private static int count(String lines) {
    return lines.equals("-") ? 0 : Integer.parseInt(lines);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry> submodules() {
    return entries.stream().filter(entry -> entry.wasSubmodule() || entry.isSubmodule()).toList();
  }

  boolean hasSubmodules() {
    return !submodules().isEmpty();
  }

  List<String> paths() {
    return entries.stream().map(Entry::path).toList();
  }

  Change change(CommitId commit, TreeId tree) {
    return new Change(commit, tree, entries.size(), insertions, deletions);
  }
}
