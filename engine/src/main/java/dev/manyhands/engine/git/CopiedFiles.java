package dev.manyhands.engine.git;

import dev.manyhands.engine.plan.Globs;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
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
   * Copies what matches; files that the workspace has already stay as they are.
   *
   * @return the paths that were copied, from the root, with slashes
   */
  static List<String> copy(Path checkout, Path workspace, List<String> globs) throws IOException {
    Globs wanted = Globs.of(globs);
    List<String> copied = new ArrayList<>();
    Files.walkFileTree(
        checkout,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean git = folder.endsWith(".git");
            return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = checkout.relativize(file).toString().replace('\\', '/');
            Path target = workspace.resolve(path);
            if (wanted.matches(path) && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
              Files.createDirectories(target.getParent());
              Files.copy(
                  file, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
              copied.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return copied;
  }
}
