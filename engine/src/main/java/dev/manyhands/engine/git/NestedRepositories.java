package dev.manyhands.engine.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Repositories that a helper made below its workspace. */
final class NestedRepositories {
  private NestedRepositories() {}

  /** Moves their git directories away, so that their files are seen as files. */
  static void hide(Path tree, Path away, List<String> except) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.endsWith(".git")) {
              return FileVisitResult.CONTINUE;
            }
            found.add(folder);
            return FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.endsWith(".git")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    FileTrees.remove(away);
    Files.createDirectories(away);
    int number = 0;
    for (Path gitDir : found) {
      String owner = tree.relativize(gitDir.getParent()).toString().replace('\\', '/');
      if (!owner.isEmpty() && !except.contains(owner)) {
        number++;
        Files.move(gitDir, away.resolve(Integer.toString(number)));
      }
    }
  }
}
