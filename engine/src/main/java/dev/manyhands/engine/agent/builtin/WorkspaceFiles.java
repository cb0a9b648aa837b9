package dev.manyhands.engine.agent.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The files of a workspace. */
final class WorkspaceFiles implements SourceFiles {
  private static final long LARGEST_SEARCHED = 2L << 20;
  private static final int LONGEST_LINE = 400;

  private final Path root;
  private @Nullable Path realRoot;

  WorkspaceFiles(Path root) {
    this.root = root;
  }

  Path resolve(String path) throws IOException {
    try {
      return root.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("'" + path + "' is no path", e);
    }
  }

  /** Follows links: one that leads out of the workspace is a place outside. */
  @Override
  public String place(String path) throws IOException {
    if (realRoot == null) {
      realRoot = root.toRealPath();
    }
    Path real = real(resolve(path));
    return real.startsWith(realRoot) ? realRoot.relativize(real).toString() : real.toString();
  }

  private static Path real(Path file) throws IOException {
    for (Path there = file; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(file)).normalize();
      } catch (FileSystemException e) {
        if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
          throw e instanceof NoSuchFileException
              ? new IOException(there + " is a link to nothing", e)
              : e;
        }
      }
    }
    return file;
  }

  @Override
  public String read(String path, int mostBytes) throws IOException {
    Path file = resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          Files.isDirectory(file) ? path + " is a folder" : "there is no file " + path);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(mostBytes), StandardCharsets.UTF_8);
    }
  }

  @Override
  public List<String> list(String folder, int most) throws IOException {
    List<String> paths = new ArrayList<>();
    walk(
        folder,
        file -> {
          paths.add(root.relativize(file).toString());
          return paths.size() < most;
        });
    paths.sort(null);
    return paths;
  }

  @Override
  public List<String> search(String regex, String folder, int most) throws IOException {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IOException("the pattern is malformed: " + e.getDescription(), e);
    }
    List<String> hits = new ArrayList<>();
    walk(
        folder,
        file -> {
          find(pattern, file, most, hits);
          return hits.size() < most;
        });
    return hits;
  }

  private void find(Pattern pattern, Path file, int most, List<String> hits) {
    String text;
    try {
      if (Files.size(file) > LARGEST_SEARCHED) {
        return;
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.indexOf('\0') >= 0) {
        return;
      }
      text = Files.readString(file);
    } catch (IOException e) {
      // Not text, or gone meanwhile.
      return;
    }
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (hits.size() < most && pattern.matcher(line).find()) {
        String cut = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " […]" : line;
        hits.add("%s:%d:%s".formatted(root.relativize(file), number, cut));
      }
    }
  }

  /** Visits regular files until one is refused. */
  private void walk(String folder, Predicate<Path> visit) throws IOException {
    Path start = resolve(folder.isEmpty() ? "." : folder);
    if (!Files.exists(start)) {
      throw new IOException("there is no " + folder);
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            return each.endsWith(".git") || Thread.currentThread().isInterrupted()
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return !attributes.isRegularFile() || visit.test(file)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
