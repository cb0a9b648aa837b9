package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.Landed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a result into the branch that the user has checked out, through git's own fast-forward: it
 * refuses by itself whatever would overwrite a file.
 */
public final class Landing {
  /** What git keeps in its folder for as long as one of these is not finished. */
  private static final List<String> UNDER_WAY =
      List.of(
          "MERGE_HEAD",
          "CHERRY_PICK_HEAD",
          "REVERT_HEAD",
          "rebase-merge",
          "rebase-apply",
          "BISECT_LOG");

  private final Repository repository;

  public Landing(Repository repository) {
    this.repository = repository;
  }

  /** Lands a result commit, whose parent is the run's base. */
  public Landed land(CommitId result) throws InterruptedException {
    Path checkout =
        repository
            .checkout()
            .orElseThrow(
                () ->
                    refused(
                        repository.root() + " has no checkout to land in",
                        "use the result's branch, or name a checkout with --repo DIR"));
    Git git = Git.asUser(checkout);
    requireNothingUnderWay(git, checkout);
    Git.Result branch = git.call("symbolic-ref", "--quiet", "--short", "HEAD");
    String name = branch.ok() ? branch.text() : "HEAD";
    CommitId head = new CommitId(git.text("rev-parse", "--verify", "HEAD^{commit}"));
    if (git.call("merge-base", "--is-ancestor", result.hex(), head.hex()).ok()) {
      return new Landed(name, result, true, false);
    }
    boolean forward = git.call("merge-base", "--is-ancestor", head.hex(), result.hex()).ok();
    CommitId target = forward ? result : onto(head, result);
    if (target.equals(head)) {
      return new Landed(name, result, true, true);
    }
    // The user's configuration may ask for more than moving on to a commit.
    Git.Result merged =
        git.call(
            "merge",
            "--ff-only",
            "--no-squash",
            "--no-autostash",
            "--no-overwrite-ignore",
            "--no-verify-signatures",
            target.hex());
    if (!merged.ok()) {
      throw refused(
          "landing would overwrite what is in the checkout: " + merged.stderr(),
          "commit, stash or move these files, then land again");
    }
    return new Landed(name, target, false, !forward);
  }

  private static void requireNothingUnderWay(Git git, Path checkout) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("rev-parse"));
    UNDER_WAY.forEach(name -> arguments.addAll(List.of("--git-path", name)));
    for (String path : git.ok(arguments.toArray(String[]::new)).lines()) {
      if (Files.exists(checkout.resolve(path))) {
        throw refused(
            "the checkout is in the middle of a merge, rebase, cherry-pick, revert or bisection",
            "finish or abort that first");
      }
    }
  }

  /**
   * Makes the result once more, on top of what the branch has by now; returns the branch's own head
   * when that has everything.
   */
  private CommitId onto(CommitId head, CommitId result) throws InterruptedException {
    Git git = repository.git();
    Git.Result merged =
        git.call(
            "merge-tree",
            "--write-tree",
            "-z",
            "--name-only",
            "--no-messages",
            head.hex(),
            result.hex());
    List<String> records = merged.records();
    if (merged.exitCode() == 1) {
      throw refused(
          "the branch has moved on, and the result conflicts with it in "
              + String.join(", ", records.subList(1, records.size()).stream().distinct().toList()),
          "merge the result's branch by hand");
    }
    if (!merged.ok()) {
      throw Git.failed(List.of("merge-tree"), merged);
    }
    if (records.getFirst().equals(repository.tree(head).hex())) {
      return head;
    }
    String message = git.text("log", "-1", "--format=%B", result.hex());
    return repository.user().on(git).newCommit(message, records.getFirst(), "-p", head.hex());
  }

  private static ManyhandsException refused(String message, String hint) {
    return new ManyhandsException(ManyhandsException.Kind.CONFLICT, message, hint);
  }
}
