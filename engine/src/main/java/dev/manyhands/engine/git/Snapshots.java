package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the files of a workspace into a commit under the attempt's ref. */
final class Snapshots {
  /** What git says, without failing, of a folder that it may not read. */
  private static final String CLOSED = "could not open directory";

  private final RefWriter refs;
  private final Submodules submodules;

  Snapshots(RefWriter refs, Submodules submodules) {
    this.refs = refs;
    this.submodules = submodules;
  }

  /**
   * Takes one.
   *
   * @param formerOrNull the one before, of the same attempt and base: most often nothing has
   *     changed since
   */
  Snapshot take(
      Slot slot,
      Holder.Attempt attempt,
      CommitId base,
      String message,
      @Nullable Snapshot formerOrNull)
      throws InterruptedException {
    slot.regain();
    List<String> problems = stage(slot);
    List<String> lost = submodules.filesIn(slot.tree(), base);
    TreeId tree = new TreeId(slot.git().text("write-tree"));
    if (formerOrNull != null
        && formerOrNull.change().tree().equals(tree)
        && formerOrNull.problems().equals(both(problems, lost))) {
      return formerOrNull;
    }
    TreeDiff diff = TreeDiff.between(slot.git(), base.hex(), tree.hex());
    if (diff.hasSubmodules()) {
      problems = restage(slot, diff);
      tree = new TreeId(slot.git().text("write-tree"));
      diff = TreeDiff.between(slot.git(), base.hex(), tree.hex());
    }
    CommitId commit =
        diff.isEmpty()
            ? base
            : Repository.Identity.MANYHANDS
                .on(slot.git())
                .newCommit(message, tree.hex(), "-p", base.hex());
    refs.set(Refs.attempt(attempt.run(), attempt.attempt()), commit);
    return new Snapshot(diff.change(commit, tree), diff.paths(), both(problems, lost));
  }

  private static List<String> both(List<String> problems, List<String> more) {
    return Stream.concat(problems.stream(), more.stream()).toList();
  }

  /** Takes everything into the index that git does not ignore and that was not copied in. */
  private static List<String> stage(Slot slot) throws InterruptedException {
    Git.Result added = add(slot);
    if (!added.ok() || added.stderr().contains(CLOSED)) {
      FileTrees.open(slot.tree());
      added = add(slot);
    }
    if (!added.ok()) {
      // Most often a folder that was made a repository of its own and has no commit yet.
      hideRepositories(slot, List.of());
      added = add(slot);
    }
    byte[] copied = slot.copied();
    if (copied.length > 0) {
      // They are among the ignored files, but a repository's own list may say otherwise.
      Git.Result removed =
          slot.git()
              .withOptions("--literal-pathspecs")
              .call(
                  copied,
                  "rm",
                  "-r",
                  "--cached",
                  "--quiet",
                  "--ignore-unmatch",
                  "--pathspec-from-file=-",
                  "--pathspec-file-nul");
      if (!removed.ok()) {
        throw Git.failed(List.of("rm"), removed);
      }
    }
    return added.ok() && !added.stderr().contains(CLOSED) ? List.of() : List.of(added.stderr());
  }

  private static Git.Result add(Slot slot) throws InterruptedException {
    return slot.git().call("add", "--all", "--ignore-errors", ".");
  }

  /**
   * Puts submodules back to what they are in the base, and takes the files of repositories that the
   * helper made as files: as a link to a commit nobody else has they would be lost.
   */
  private static List<String> restage(Slot slot, TreeDiff diff) throws InterruptedException {
    List<String> submodules =
        diff.submodules().stream()
            .filter(TreeDiff.Entry::wasSubmodule)
            .map(TreeDiff.Entry::path)
            .toList();
    Submodules.restore(slot, diff.submodules());
    if (submodules.size() == diff.submodules().size()) {
      return List.of();
    }
    hideRepositories(slot, submodules);
    List<String> problems = stage(slot);
    Submodules.restore(
        slot, diff.submodules().stream().filter(TreeDiff.Entry::wasSubmodule).toList());
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
