package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.TreeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's repository.
 *
 * @param commonDir where its refs and configuration are, shared by all its work trees
 * @param objects where its objects are
 * @param checkoutOrNull the work tree that the user is in; null when the repository is bare
 * @param objectFormat {@code sha1} or {@code sha256}
 */
public record Repository(
    Path commonDir, Path objects, @Nullable Path checkoutOrNull, String objectFormat) {

  /**
   * Finds the repository around a directory.
   *
   * @throws ManyhandsException if there is none (USAGE), or git is missing or refuses
   */
  public static Repository around(Path directory) throws InterruptedException {
    if (!Files.isDirectory(directory)) {
      throw ManyhandsException.usage(
          "there is no folder " + directory, "name the repository with --repo DIR");
    }
    Git.Result found =
        Git.asUser(directory)
            .call(
                "rev-parse",
                "--is-bare-repository",
                "--show-object-format",
                "--git-common-dir",
                "--git-path",
                "objects",
                "--show-toplevel");
    List<String> lines = found.lines();
    // Without a work tree it fails at the last question, with the others answered.
    if (lines.size() < 4) {
      throw ManyhandsException.usage(
          "%s is not in a git repository that can be used: %s".formatted(directory, found.stderr()),
          "go to a repository, or name one with --repo DIR; 'git init' makes a new one");
    }
    boolean bare = Boolean.parseBoolean(lines.get(0));
    return new Repository(
        real(directory.resolve(lines.get(2))),
        real(directory.resolve(lines.get(3))),
        bare || !found.ok() ? null : real(Path.of(lines.get(4))),
        lines.get(1));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw ManyhandsException.external(path + " cannot be found: " + e.getMessage(), "", e);
    }
  }

  /** Returns the work tree that the user is in. */
  public Optional<Path> checkout() {
    return Optional.ofNullable(checkoutOrNull);
  }

  /** Returns where the user is: the checkout, or the repository itself when it is bare. */
  public Path root() {
    return checkout().orElse(commonDir);
  }

  /** Asks for the user's own list of ignored files. */
  Optional<Path> excludes() throws InterruptedException {
    Git.Result excludes = Git.asUser(root()).call("config", "--path", "core.excludesFile");
    return excludes.ok() && !excludes.text().isEmpty()
        ? Optional.of(Path.of(excludes.lines().getFirst()))
        : Optional.empty();
  }

  /** Returns git on this repository without anybody's configuration. */
  Git git() {
    return Git.hermetic(commonDir);
  }

  /**
   * Finds the commit that a revision names, and its tree.
   *
   * @throws ManyhandsException if there is none (CONFIG)
   */
  public Head resolve(String revision) throws InterruptedException {
    Git user = Git.asUser(root());
    Git.Result commit =
        user.call("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    if (!commit.ok()) {
      boolean empty = !user.call("rev-parse", "--verify", "--quiet", "HEAD^{commit}").ok();
      throw new ManyhandsException(
          ManyhandsException.Kind.CONFIG,
          empty
              ? "the repository %s has no commit yet, so there is nothing to start from"
                  .formatted(root())
              : "the base '%s' names no commit of %s".formatted(revision, root()),
          empty
              ? "commit something first: git commit --allow-empty -m 'Start'"
              : "name a branch, a tag or a commit as 'base'",
          null);
    }
    CommitId id = new CommitId(commit.text());
    return new Head(id, tree(id));
  }

  /** Returns the tree of a commit. */
  TreeId tree(CommitId commit) throws InterruptedException {
    return new TreeId(git().text("rev-parse", "--verify", commit + "^{tree}"));
  }

  /** Returns what the user should know before helpers start from this base. */
  public List<String> warnings(CommitId base) throws InterruptedException {
    List<String> warnings = new ArrayList<>();
    if (checkoutOrNull != null) {
      Git.Result status =
          Git.asUser(checkoutOrNull)
              .with("GIT_OPTIONAL_LOCKS", "0")
              .call("status", "--porcelain", "-z", "--untracked-files=normal");
      List<String> dirty = status.ok() ? status.records() : List.of();
      if (!dirty.isEmpty()) {
        warnings.add(
            "the checkout has uncommitted changes, which the helpers do not see: they start from"
                + " %s (%d entries, such as '%s')"
                    .formatted(base.abbreviated(), dirty.size(), entry(dirty.getFirst())));
      }
    }
    return warnings;
  }

  private static String entry(String status) {
    return status.length() > 3 ? status.substring(3) : status;
  }

  /** Returns who makes the result commit: the user, as git knows them. */
  Identity user() throws InterruptedException {
    Git.Result known =
        Git.asUser(root()).call("config", "-z", "--get-regexp", "^user\\.(name|email)$");
    Map<String, String> last = new HashMap<>();
    for (String record : known.ok() ? known.records() : List.<String>of()) {
      int end = record.indexOf('\n');
      last.put(record.substring(0, Math.max(0, end)), record.substring(end + 1));
    }
    String name = last.getOrDefault("user.name", "");
    String email = last.get("user.email");
    return name.isBlank() || email == null
        ? Identity.MANYHANDS
        : new Identity(name.strip(), email.strip());
  }

  /** Who a commit is by. */
  record Identity(String name, String email) {
    static final Identity MANYHANDS = new Identity("Manyhands", "manyhands@localhost");

    Git on(Git git) {
      return git.with("GIT_AUTHOR_NAME", name)
          .with("GIT_AUTHOR_EMAIL", email)
          .with("GIT_COMMITTER_NAME", name)
          .with("GIT_COMMITTER_EMAIL", email);
    }
  }
}
