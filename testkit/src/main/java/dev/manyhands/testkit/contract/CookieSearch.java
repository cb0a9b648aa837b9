package dev.manyhands.testkit.contract;

import dev.manyhands.engine.process.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the processes of a helper by their environment, without the engine's own code. */
final class CookieSearch {
  private static final Path PROC = Path.of("/proc");

  private CookieSearch() {}

  /** Returns a line for each; none on a system without {@code /proc}. */
  static List<String> find(Cookie cookie) throws IOException {
    List<String> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    Set<String> wanted = new HashSet<>();
    cookie.variables().forEach((name, value) -> wanted.add(name + "=" + value));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        if (words(entry.resolve("environ")).containsAll(wanted)) {
          found.add(entry + ": " + String.join(" ", words(entry.resolve("cmdline"))));
        }
      }
    }
    return found;
  }

  private static List<String> words(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return Arrays.asList(text.split("\0", -1));
    } catch (IOException e) {
      return List.of(); // It has ended meanwhile, or is somebody else's.
    }
  }
}
