package dev.manyhands.engine.git;

import dev.manyhands.core.run.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Links to commits of other repositories. They are left as they are; in a workspace each is an
 * empty folder, into which git does not look.
 */
final class Submodules {
  private static final String MODE = "160000 ";

  private final Repository repository;
  private final Map<CommitId, List<String>> known = new ConcurrentHashMap<>();

  Submodules(Repository repository) {
    this.repository = repository;
  }

  /** Returns the paths at which a commit has submodules. */
  private List<String> of(CommitId commit) throws InterruptedException {
    List<String> paths = known.get(commit);
    if (paths == null) {
      Git.Result tree = repository.git().ok("ls-tree", "-r", "-z", "--full-tree", commit.hex());
      paths =
          tree.records().stream()
              .filter(record -> record.startsWith(MODE))
              .map(record -> record.substring(record.indexOf('\t') + 1))
              .toList();
      known.put(commit, paths);
    }
    return paths;
  }

  /** Empties their folders: no cleaning by git touches what an earlier holder left there. */
  void empty(Path tree, CommitId commit) throws IOException, InterruptedException {
    for (String path : of(commit)) {
      if (holdsFiles(tree, path)) {
        FileTrees.remove(tree.resolve(path));
        Files.createDirectory(tree.resolve(path));
      }
    }
  }

  /** Names those into whose folders files were written though no repository is there. */
  List<String> filesIn(Path tree, CommitId base) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    for (String path : of(base)) {
      if (holdsFiles(tree, path) && !Files.exists(tree.resolve(path).resolve(".git"))) {
        problems.add("the files in the folder of the submodule '%s'".formatted(path));
      }
    }
    return problems;
  }

  private static boolean holdsFiles(Path tree, String path) {
    try {
      Path folder = tree.resolve(path);
      if (!Files.isDirectory(folder)) {
        return false;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        return files.iterator().hasNext();
      }
    } catch (IOException | InvalidPathException e) {
      return false; // Not a folder that could be looked into; git has the link all the same.
    }
  }

  /** Makes links of the index what they were in the base; those that the base has not go. */
  static void restore(Slot slot, List<TreeDiff.Entry> links) throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (TreeDiff.Entry link : links) {
      String mode = link.wasSubmodule() ? MODE : "0 ";
      lines.append(mode).append(link.oldId()).append('\t').append(link.rawPath()).append('\0');
    }
    byte[] input = lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    Git.Result result = slot.git().call(input, "update-index", "-z", "--index-info");
    if (!result.ok()) {
      throw Git.failed(List.of("update-index"), result);
    }
  }
}
