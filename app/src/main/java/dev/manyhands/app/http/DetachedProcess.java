package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Manyhands itself as a process that outlives this one. */
final class DetachedProcess {
  private static final long LONGEST_LOG = 1 << 20;

  private DetachedProcess() {}

  /**
   * Starts it with these arguments.
   *
   * @param log takes what it prints; what an earlier one printed is kept up to 1 MiB
   */
  static Process start(
      Path directory, Path log, Map<String, String> environment, String... arguments) {
    List<String> argv = new ArrayList<>(self());
    argv.addAll(List.of(arguments));
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      // A session of its own: closing the terminal does not end it.
      argv.addFirst("/usr/bin/setsid");
    }
    try {
      if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
        Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(argv)
              .directory(directory.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw ManyhandsException.external(
          "no process could be started in the background: " + e.getMessage(), "", e);
    }
  }

  /** The launcher says where it is; without it, the way in which this JVM was started. */
  private static List<String> self() {
    String launcher = System.getProperty("manyhands.launcher");
    return launcher != null
        ? List.of(launcher)
        : List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.manyhands.app.Main");
  }
}
