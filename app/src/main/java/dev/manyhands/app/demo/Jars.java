package dev.manyhands.app.demo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The downloads.
 *
 * @param folder where they are
 */
public record Jars(Path folder) {
  /** What is downloaded. */
  static final PinnedFiles PINNED = PinnedFiles.of(Template.text("downloads.sha256"));

  private static final String LIBRARY = "commons-collections4-4.6.0";

  /** What the library is called among people. */
  static final String TITLE = "Apache Commons Collections 4.6.0";

  /** Returns the library as it was released. */
  Path library() {
    return path("library/%s.jar".formatted(LIBRARY));
  }

  /** Returns what it was made of. */
  Path sources() {
    return path("library/%s-sources.jar".formatted(LIBRARY));
  }

  /** Returns its tests, compiled, and the files that they read. */
  Path tests() {
    return path("library/%s-tests.jar".formatted(LIBRARY));
  }

  /** Returns what the tests need besides the library itself. */
  String testClassPath() {
    return classPath(Stream.concat(Stream.of(tests()), all("test")));
  }

  /** Returns the tool that rewrites Java. */
  String toolClassPath() {
    return classPath(all("tool"));
  }

  private Stream<Path> all(String part) {
    List<String> paths = PINNED.below(part);
    return paths.stream().map(this::path);
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private static String classPath(Stream<Path> jars) {
    return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
