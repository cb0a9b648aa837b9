package dev.manyhands.app.demo.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the Java files that a helper is about. */
final class JavaFiles {
  private JavaFiles() {}

  /** Returns the files that files and folders name, in order. */
  static List<Path> in(List<String> names) throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    for (String name : names) {
      try (Stream<Path> files = Files.walk(Path.of(name))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no Java file in " + names);
    }
    return List.copyOf(found);
  }
}
