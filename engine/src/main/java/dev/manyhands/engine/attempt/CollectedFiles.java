package dev.manyhands.engine.attempt;

import dev.manyhands.engine.plan.Globs;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Takes test reports and findings out of a workspace before it is used again. */
final class CollectedFiles {
  private static final long MOST_BYTES = 64L << 20;

  private CollectedFiles() {}

  /** Copies what matches; a file that cannot be copied is passed over with a warning. */
  static void copy(Path workspace, List<String> globs, Path target) {
    if (globs.isEmpty() || !Files.isDirectory(workspace)) {
      return;
    }
    Globs wanted = Globs.of(globs);
    try {
      Files.walkFileTree(workspace, new Copier(workspace, wanted, target));
    } catch (IOException e) {
      LoggerFactory.getLogger(CollectedFiles.class).warn("reports of {}", workspace, e);
    }
  }

  private static final class Copier extends SimpleFileVisitor<Path> {
    private final Path workspace;
    private final Globs wanted;
    private final Path target;

    Copier(Path workspace, Globs wanted, Path target) {
      this.workspace = workspace;
      this.wanted = wanted;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path relative = workspace.relativize(file);
      String path = relative.toString().replace('\\', '/');
      if (attributes.isRegularFile() && attributes.size() <= MOST_BYTES && wanted.matches(path)) {
        copy(file, target.resolve(relative));
      }
      return FileVisitResult.CONTINUE;
    }

    private static void copy(Path file, Path copy) {
      try {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        LoggerFactory.getLogger(CollectedFiles.class).warn("{} is not collected", file, e);
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      LoggerFactory.getLogger(CollectedFiles.class).debug("passed over {}", file, e);
      return FileVisitResult.CONTINUE;
    }
  }
}
