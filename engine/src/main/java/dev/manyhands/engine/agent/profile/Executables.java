package dev.manyhands.engine.agent.profile;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs as a shell does. */
public final class Executables {
  private Executables() {}

  /**
   * Returns where a program is.
   *
   * @param program a name, or a path
   * @param path folders, as the variable {@code PATH} has them
   */
  public static Optional<Path> find(String program, String path) {
    try {
      if (program.contains("/")) {
        return Optional.of(Path.of(program)).filter(Executables::canRun);
      }
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path file = Path.of(folder.isEmpty() ? "." : folder, program);
        if (canRun(file)) {
          return Optional.of(file.toAbsolutePath());
        }
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean canRun(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
