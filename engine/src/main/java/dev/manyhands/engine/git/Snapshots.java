package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.port.Workspace.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Turns the files of a workspace into a commit under the attempt's ref. */
final class Snapshots {
  private final Repository repository;

  Snapshots(Repository repository) {
    this.repository = repository;
  }

  Snapshot take(Slot slot, RunId run, AttemptId attempt, CommitId base, String message)
      throws InterruptedException {
    slot.unlock();
    List<String> problems = stage(slot);
    TreeId tree = new TreeId(slot.git().text("write-tree"));
    TreeDiff diff = TreeDiff.between(slot.git(), base.hex(), tree.hex());
    if (diff.hasSubmodules()) {
      problems = restage(slot, diff);
      tree = new TreeId(slot.git().text("write-tree"));
      diff = TreeDiff.between(slot.git(), base.hex(), tree.hex());
    }
    CommitId commit =
        diff.isEmpty()
            ? base
            : new CommitId(
                Repository.Identity.MANYHANDS
                    .on(slot.git())
                    .text("commit-tree", tree.hex(), "-p", base.hex(), "-m", message));
    new Refs(repository).set(Refs.attempt(run, attempt), commit);
    return new Snapshot(diff.change(commit, tree), diff.paths(), problems);
  }

  /** Takes everything that git does not ignore into the index. */
  private static List<String> stage(Slot slot) throws InterruptedException {
    Git.Result added = add(slot);
    if (added.ok()) {
      return List.of();
    }
    // Most often a folder that was made a repository of its own and has no commit yet.
    hideRepositories(slot, List.of());
    added = add(slot);
    return added.ok() ? List.of() : List.of(added.stderr());
  }

  private static Git.Result add(Slot slot) throws InterruptedException {
    return slot.git().call("add", "--all", "--ignore-errors", ".");
  }

  /**
   * Puts submodules back to what they are in the base, and takes the files of repositories that the
   * helper made as files: as a link to a commit nobody else has they would be lost.
   */
  private static List<String> restage(Slot slot, TreeDiff diff)
      throws InterruptedException {
    List<String> submodules = new ArrayList<>();
    for (TreeDiff.Entry entry : diff.submodules()) {
      if (entry.wasSubmodule()) {
        submodules.add(entry.path());
        String link = "160000," + entry.oldId() + "," + entry.path();
        slot.git().ok("update-index", "--add", "--replace", "--cacheinfo", link);
      } else {
        slot.git().ok("rm", "--cached", "--quiet", "--ignore-unmatch", "--", entry.path());
      }
    }
    if (submodules.size() == diff.submodules().size()) {
      return List.of();
    }
    hideRepositories(slot, submodules);
    List<String> problems = stage(slot);
    for (TreeDiff.Entry entry : diff.submodules()) {
      if (entry.wasSubmodule()) {
        String link = "160000," + entry.oldId() + "," + entry.path();
        slot.git().ok("update-index", "--add", "--replace", "--cacheinfo", link);
      }
    }
    return problems;
  }

  private static void hideRepositories(Slot slot, List<String> except) {
    try {
      NestedRepositories.hide(slot.tree(), slot.folder().resolve("nested"), except);
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the files of %s cannot be kept: %s".formatted(slot.tree(), e), "", e);
    }
  }
}
