package dev.manyhands.engine.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Removes folders that may hold anything. */
public final class FileTrees {
  private FileTrees() {}

  /**
   * Removes a file or folder with everything in it; never follows a link. Folders that their owner
   * may not read are made readable first.
   *
   * @return whether nothing is left
   */
  public static boolean remove(Path root) {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try {
      Files.walkFileTree(root, new Remover());
    } catch (IOException e) {
      LoggerFactory.getLogger(FileTrees.class).warn("not removed: {}", root, e);
    }
    return !Files.exists(root, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Lets the owner enter every folder below this one and read every file, as far as they are the
   * owner's; never follows a link.
   */
  static void open(Path root) {
    try {
      Files.walkFileTree(root, new Opener());
    } catch (IOException e) {
      LoggerFactory.getLogger(FileTrees.class).debug("not opened: {}", root, e);
    }
  }

  private static final class Opener extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      allow(folder, "rwx------");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        allow(file, "r--------");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(file)) {
        allow(file, "rwx------");
        Files.walkFileTree(file, this);
      }
      return FileVisitResult.CONTINUE;
    }

    private static void allow(Path file, String permissions) throws IOException {
      Set<PosixFilePermission> missing = PosixFilePermissions.fromString(permissions);
      Set<PosixFilePermission> present = Files.getPosixFilePermissions(file);
      if (!present.containsAll(missing)) {
        missing.addAll(present);
        Files.setPosixFilePermissions(file, missing);
      }
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      // A folder that could not be listed: made readable, and walked again.
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(file)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        Files.walkFileTree(file, this);
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
