package dev.manyhands.engine.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a main class of the tests as a process of its own. */
public final class ChildJvm {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  private ChildJvm() {}

  /**
   * Starts it, with what it prints on standard error going to this process's.
   *
   * @param environment beside the path, all that it sees
   */
  public static Process start(
      Class<?> main, Map<String, String> environment, Path directory, String... arguments)
      throws IOException {
    return start(main, "-Xmx256m", environment, directory, arguments);
  }

  /** The same with this much memory, such as {@code -Xmx16m}. */
  static Process start(
      Class<?> main,
      String memory,
      Map<String, String> environment,
      Path directory,
      String... arguments)
      throws IOException {
    List<String> argv =
        new ArrayList<>(
            List.of(
                JAVA,
                memory,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsun.stdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
