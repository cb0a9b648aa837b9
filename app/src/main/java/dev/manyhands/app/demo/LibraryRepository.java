package dev.manyhands.app.demo;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Makes a git repository of the library: always the same, to the commit's id. */
final class LibraryRepository {
  /** The tag of the only commit. */
  static final String TAG = "released";

  private static final String PACKAGES = "org/";
  private static final Map<String, String> AT_THE_TOP =
      Map.of(
          "META-INF/LICENSE.txt", "LICENSE.txt",
          "META-INF/NOTICE.txt", "NOTICE.txt",
          "META-INF/maven/org.apache.commons/commons-collections4/pom.xml", "pom.xml");

  /** Free of anybody's configuration. */
  private static final Map<String, String> GIT =
      Map.ofEntries(
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
          Map.entry("GIT_CONFIG_COUNT", "4"),
          Map.entry("GIT_CONFIG_KEY_0", "core.autocrlf"),
          Map.entry("GIT_CONFIG_VALUE_0", "false"),
          Map.entry("GIT_CONFIG_KEY_1", "core.excludesFile"),
          Map.entry("GIT_CONFIG_VALUE_1", "/dev/null"),
          Map.entry("GIT_CONFIG_KEY_2", "core.attributesFile"),
          Map.entry("GIT_CONFIG_VALUE_2", "/dev/null"),
          Map.entry("GIT_CONFIG_KEY_3", "gc.auto"),
          Map.entry("GIT_CONFIG_VALUE_3", "0"),
          Map.entry("GIT_DEFAULT_HASH", "sha1"),
          Map.entry("GIT_AUTHOR_NAME", "Manyhands demo"),
          Map.entry("GIT_AUTHOR_EMAIL", "demo@localhost"),
          Map.entry("GIT_AUTHOR_DATE", "2026-08-06T12:00:00Z"),
          Map.entry("GIT_COMMITTER_NAME", "Manyhands demo"),
          Map.entry("GIT_COMMITTER_EMAIL", "demo@localhost"),
          Map.entry("GIT_COMMITTER_DATE", "2026-08-06T12:00:00Z"));

  private LibraryRepository() {}

  /** Makes it in a folder that is not there yet. */
  static void create(Path folder, Jars jars, Path log) throws IOException, InterruptedException {
    unpack(jars.sources(), folder, LibraryRepository::sourceFile);
    unpack(jars.tests(), folder, LibraryRepository::testResource);
    Files.writeString(folder.resolve(".gitignore"), "build/\n");
    OutsideProgram git = new OutsideProgram(folder, GIT, log);
    run(git, "init", "--quiet", "--template=", "--initial-branch=main");
    run(git, "add", "--all");
    run(git, "commit", "--quiet", "--message", Jars.TITLE + ", as it was released");
    run(git, "tag", TAG);
  }

  private static void run(OutsideProgram git, String... arguments) throws InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    Collections.addAll(argv, arguments);
    int exitCode = git.run(argv);
    if (exitCode != 0) {
      throw ManyhandsException.external(
          "'git %s' ended with exit code %d: %s"
              .formatted(arguments[0], exitCode, String.join("; ", git.said())),
          "'manyhands doctor' looks at the git that is installed",
          null);
    }
  }

  /** Says where a file of the library's sources belongs. */
  private static Optional<String> sourceFile(String entry) {
    return entry.startsWith(PACKAGES)
        ? Optional.of("src/main/java/" + entry)
        : Optional.ofNullable(AT_THE_TOP.get(entry));
  }

  /** Says where a file belongs that the tests read. */
  private static Optional<String> testResource(String entry) {
    return entry.startsWith(PACKAGES) && !entry.endsWith(".class")
        ? Optional.of("src/test/resources/" + entry)
        : Optional.empty();
  }

  private interface Place {
    Optional<String> of(String entry);
  }

  private static void unpack(Path jar, Path folder, Place place) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Optional<String> path = entry.isDirectory() ? Optional.empty() : place.of(entry.getName());
        if (path.isPresent()) {
          Path file = folder.resolve(path.get()).normalize();
          if (!file.startsWith(folder)) {
            throw new IOException("%s leads out of %s".formatted(entry.getName(), jar));
          }
          Files.createDirectories(file.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }
      }
    }
  }
}
