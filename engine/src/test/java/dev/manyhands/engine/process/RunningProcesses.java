package dev.manyhands.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks at the processes of this machine, without the code under test. */
public final class RunningProcesses {
  private RunningProcesses() {}

  /** Returns the command lines of those that have this variable in their environment. */
  public static List<String> with(String name, String value) throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path entry : entries) {
        try {
          if (Arrays.asList(words(entry.resolve("environ"))).contains(name + "=" + value)) {
            found.add(entry + ": " + String.join(" ", words(entry.resolve("cmdline"))));
          }
        } catch (IOException _) {
          // It has ended meanwhile, or is somebody else's.
        }
      }
    }
    return found;
  }

  private static String[] words(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1);
  }
}
