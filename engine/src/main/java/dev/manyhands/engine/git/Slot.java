package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder with a checkout that is used again and again. Beside the checkout stands a git directory
 * of Manyhands' own, so that nothing a helper does to the one inside the checkout matters, and a
 * file that names the holder.
 */
final class Slot {
  private final Repository repository;
  private final Submodules submodules;
  private final Excludes excludes;
  private final Path folder;

  Slot(Repository repository, Submodules submodules, Excludes excludes, Path folder) {
    this.repository = repository;
    this.submodules = submodules;
    this.excludes = excludes;
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * Returns where the files are: named like the repository, for tools that show or use the name.
   */
  Path tree() {
    Path name = repository.root().getFileName();
    return folder.resolve("tree").resolve(name == null ? "repository" : name.toString());
  }

  Path control() {
    return folder.resolve("control");
  }

  private Path holderFile() {
    return folder.resolve("holder");
  }

  /** Returns git on the checkout; it writes objects straight into the user's repository. */
  Git git() {
    return Git.hermetic(control())
        .with("GIT_WORK_TREE", tree().toString())
        .with("GIT_INDEX_FILE", control().resolve("index").toString())
        .with("GIT_OBJECT_DIRECTORY", repository.objects().toString())
        .in(tree());
  }

  Optional<String> holder() {
    try {
      return Optional.of(Files.readString(holderFile()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes down who has it, so that an engine to come knows that there is something to keep. */
  void hold(Holder holder) {
    try {
      Files.createDirectories(folder);
      Path next = folder.resolve("holder.new");
      Files.writeString(next, holder.toString());
      Files.move(next, holderFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  void release() {
    try {
      Files.deleteIfExists(holderFile());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Makes the files exactly those of a commit, whatever the last holder left. */
  void reset(CommitId commit) throws InterruptedException {
    try {
      boolean fresh = !Files.isDirectory(control());
      if (fresh) {
        GitDirs.createControl(repository, control());
      }
      Files.deleteIfExists(copiedFile());
      regain();
      git().ok("read-tree", "--reset", "-u", commit.hex());
      if (!fresh) {
        git().ok("clean", "-ffdxq");
        submodules.empty(tree(), commit);
      }
      GitDirs.createInner(repository, tree().resolve(".git"), commit);
      excludes.write(List.of(), control(), tree().resolve(".git"));
      Files.copy(
          control().resolve("index"),
          tree().resolve(".git/index"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Takes away what stands in git's way: the lock that a git leaves which is killed (nobody else
   * works on this index), and what a helper put in the place of its folder. Where it removed the
   * folder, that is empty now; behind a link, files of others would be taken for the helper's.
   */
  void regain() {
    try {
      Files.deleteIfExists(control().resolve("index.lock"));
      for (Path part : List.of(folder.resolve("tree"), tree())) {
        if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
          FileTrees.remove(part);
          Files.createDirectory(part);
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Copies files of the user's checkout in, and keeps them out of every snapshot. */
  void copyIn(List<String> globs) throws InterruptedException {
    if (globs.isEmpty() || repository.checkout().isEmpty()) {
      return;
    }
    try {
      List<String> copied = CopiedFiles.copy(repository.checkout().orElseThrow(), tree(), globs);
      excludes.write(copied, control(), tree().resolve(".git"));
      Files.writeString(copiedFile(), String.join("\0", copied));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Returns the paths that were copied in, separated by NUL. */
  byte[] copied() {
    try {
      return Files.readAllBytes(copiedFile());
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Path copiedFile() {
    return control().resolve("manyhands-copied");
  }

  private ManyhandsException unusable(IOException why) {
    return ManyhandsException.external(
        "the workspace %s cannot be used: %s".formatted(folder, Objects.toString(why)),
        "is the disk full, or the folder not writable?",
        why);
  }
}
