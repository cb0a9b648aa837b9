package dev.manyhands.engine.desk;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/** Lets helpers find the command {@code manyhands} where it is not installed. */
public final class HelperPath {
  private HelperPath() {}

  /**
   * Returns a folder to add to the end of a helper's PATH; empty where the command is on it.
   *
   * @param folder of the engine, where the command is made
   */
  public static Optional<Path> in(Path folder) {
    String launcher = System.getProperty("manyhands.launcher");
    if (launcher == null || isOnPath()) {
      return Optional.empty();
    }
    Path bin = folder.resolve("bin");
    Path command = bin.resolve("manyhands");
    String script =
        """
        #!/bin/sh
        JAVA_HOME=%s; export JAVA_HOME
        exec %s "$@"
        """
            .formatted(quote(System.getProperty("java.home")), quote(launcher));
    try {
      if (!Files.isExecutable(command) || !Files.readString(command).equals(script)) {
        Files.createDirectories(bin);
        Path draft = Files.createTempFile(bin, "manyhands", "");
        Files.writeString(draft, script);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(draft, command, StandardCopyOption.ATOMIC_MOVE);
      }
      return Optional.of(bin);
    } catch (IOException | UnsupportedOperationException e) {
      throw ManyhandsException.external(command + " cannot be made: " + e.getMessage(), "", e);
    }
  }

  private static boolean isOnPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "manyhands")));
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
