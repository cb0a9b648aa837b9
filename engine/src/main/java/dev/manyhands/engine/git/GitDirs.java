package dev.manyhands.engine.git;

import dev.manyhands.core.run.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Makes git directories that borrow the user's objects and share nothing else: refs, index, stash,
 * configuration and hooks are their own.
 */
final class GitDirs {
  /** The branch that a helper finds itself on. */
  private static final String BRANCH = "refs/heads/manyhands-work";

  private GitDirs() {}

  /** Makes the one that Manyhands itself uses. */
  static void createControl(Repository repository, Path control) throws IOException {
    create(repository, control, "");
  }

  /**
   * Makes the one that the helper uses; an earlier one goes. Its configuration wins over the
   * user's: no hooks, no signing, no conversion of line ends.
   */
  static void createInner(Repository repository, Path inner, CommitId base) throws IOException {
    FileTrees.remove(inner);
    create(
        repository,
        inner,
        """
        \thooksPath = /dev/null
        \tautocrlf = false
        \teol = lf
        \tsafecrlf = false
        \tattributesFile = /dev/null
        \tfsmonitor = false
        \tsparseCheckout = false
        \tsplitIndex = false
        [filter "lfs"]
        \tclean =
        \tsmudge =
        \tprocess =
        \trequired = false
        [commit]
        \tgpgSign = false
        [tag]
        \tgpgSign = false
        [gc]
        \tauto = 0
        [maintenance]
        \tauto = false
        [submodule]
        \trecurse = false
        """);
    Files.createDirectories(inner.resolve("objects/info"));
    Files.writeString(inner.resolve("objects/info/alternates"), repository.objects() + "\n");
    Path branch = inner.resolve(BRANCH);
    Files.createDirectories(branch.getParent());
    Files.writeString(branch, base.hex() + "\n");
  }

  private static void create(Repository repository, Path gitDir, String config) throws IOException {
    Files.createDirectories(gitDir.resolve("objects"));
    Files.createDirectories(gitDir.resolve("refs/heads"));
    Files.createDirectories(gitDir.resolve("info"));
    Files.writeString(gitDir.resolve("HEAD"), "ref: " + BRANCH + "\n");
    boolean sha1 = repository.objectFormat().equals("sha1");
    Files.writeString(
        gitDir.resolve("config"),
        """
        %s[core]
        \trepositoryFormatVersion = %d
        \tbare = false
        %s\
        """
            .formatted(
                sha1 ? "" : "[extensions]\n\tobjectFormat = " + repository.objectFormat() + "\n",
                sha1 ? 0 : 1,
                config));
    copyIfThere(repository.commonDir().resolve("shallow"), gitDir.resolve("shallow"));
    copyIfThere(
        repository.commonDir().resolve("info/attributes"), gitDir.resolve("info/attributes"));
  }

  private static void copyIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
