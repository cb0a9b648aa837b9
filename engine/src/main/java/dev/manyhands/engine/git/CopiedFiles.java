package dev.manyhands.engine.git;

import dev.manyhands.engine.plan.Globs;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Copies files that git does not carry from the user's checkout into a workspace. */
final class CopiedFiles {
  private CopiedFiles() {}

  /**
   * Copies what matches; files that the workspace has already stay as they are. Looks only where
   * something can match: a checkout may hold a hundred thousand files that git ignores.
   *
   * @return the paths that were copied, from the root, with slashes
   */
  static List<String> copy(Path checkout, Path workspace, List<String> globs) throws IOException {
    Globs wanted = Globs.of(globs);
    List<String> copied = new ArrayList<>();
    for (String root : wanted.roots()) {
      if (isBelowFolders(checkout, root)) {
        copy(checkout, root, workspace, wanted, copied);
      }
    }
    return copied;
  }

  /** Says whether a path is there without following a link, and is no part of git's own. */
  private static boolean isBelowFolders(Path checkout, String path) {
    Path at = checkout;
    for (String name : path.split("/", -1)) {
      boolean isFolder = Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS) || at.equals(checkout);
      if (!isFolder || name.equals(".git") || !isText(name)) {
        return false;
      }
      at = at.resolve(name);
    }
    return Files.exists(at, LinkOption.NOFOLLOW_LINKS);
  }

  private static void copy(
      Path checkout, String root, Path workspace, Globs wanted, List<String> copied)
      throws IOException {
    Files.walkFileTree(
        checkout.resolve(root),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean git = folder.endsWith(".git");
            return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path relative = checkout.relativize(file);
            String path = slashes(relative);
            Path target = workspace.resolve(relative);
            if (wanted.matches(path)
                && (attributes.isRegularFile() || attributes.isSymbolicLink())
                && isText(relative)
                && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
              Files.createDirectories(target.getParent());
              Files.copy(
                  file, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
              copied.add(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (wanted.matches(slashes(checkout.relativize(file)))) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String slashes(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  /** Says whether git can be told to leave it out of snapshots; a name may be bytes of any kind. */
  private static boolean isText(Path relative) {
    return isText(relative.toString()) && Path.of(relative.toString()).equals(relative);
  }

  private static boolean isText(String relative) {
    try {
      return Path.of(relative).toString().equals(relative);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
