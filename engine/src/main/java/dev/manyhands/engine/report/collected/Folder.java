package dev.manyhands.engine.report.collected;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds what was collected: {@code <task>/<attempt>/<path>} and {@code _combined/<check>/<path>}.
 * Symbolic links are not followed, because they may lead anywhere.
 */
final class Folder {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

  private final List<CollectedFile> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private Folder() {}

  /** Looks through a folder; one that does not exist is empty. */
  static Folder of(Path root) throws IOException {
    Folder folder = new Folder();
    if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      for (Path owner : children(root)) {
        folder.owner(owner);
      }
    }
    return folder;
  }

  /** Returns the files: those of tasks by id, attempt and path, then those of combined checks. */
  List<CollectedFile> files() {
    return files.stream()
        .sorted(
            Comparator.comparing((CollectedFile file) -> file.origin() instanceof Origin.OfCheck)
                .thenComparing(file -> file.origin().owner())
                .thenComparingInt(file -> file.origin().number())
                .thenComparing(CollectedFile::name))
        .toList();
  }

  List<Problem> problems() {
    return problems;
  }

  private void owner(Path owner) throws IOException {
    String name = String.valueOf(owner.getFileName());
    boolean combined = name.equals(Origin.COMBINED);
    if (!Files.isDirectory(owner, LinkOption.NOFOLLOW_LINKS)
        || !(combined || TaskId.SHAPE.matcher(name).matches())) {
      problems.add(new Problem(name, "is not the folder of a task"));
      return;
    }
    for (Path attempt : children(owner)) {
      String number = String.valueOf(attempt.getFileName());
      if (!Files.isDirectory(attempt, LinkOption.NOFOLLOW_LINKS)
          || !NUMBER.matcher(number).matches()) {
        problems.add(new Problem(name + "/" + number, "is not the folder of an attempt"));
        continue;
      }
      int parsed = Integer.parseInt(number);
      Origin origin =
          combined
              ? new Origin.OfCheck(parsed)
              : new Origin.OfAttempt(new AttemptId(new TaskId(name), parsed));
      Files.walkFileTree(attempt, new Visitor(origin, attempt));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      List<Path> children = new ArrayList<>();
      stream.forEach(children::add);
      return children;
    }
  }

  /** Takes the regular files below an attempt's folder. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Origin origin;
    private final Path top;

    private Visitor(Origin origin, Path top) {
      this.origin = origin;
      this.top = top;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      CollectedFile file = file(path);
      if (attributes.isRegularFile()) {
        files.add(file);
      } else {
        problems.add(Problem.of(file, "is not a regular file and was left out"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      problems.add(Problem.of(file(path), "cannot be read: " + failure.getMessage()));
      return FileVisitResult.CONTINUE;
    }

    private CollectedFile file(Path path) {
      String name = top.relativize(path).toString();
      String separator = path.getFileSystem().getSeparator();
      return new CollectedFile(origin, path, name.replace(separator, "/"));
    }
  }

  /** Returns a size for people. */
  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%d MiB", bytes >> 20);
  }
}
