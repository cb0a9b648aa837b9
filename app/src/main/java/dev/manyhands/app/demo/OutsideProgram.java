package dev.manyhands.app.demo;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that the demo needs to get ready, such as git.
 *
 * @param environment what it sees besides this process's environment
 * @param log receives what it says
 */
record OutsideProgram(Path directory, Map<String, String> environment, Path log) {

  /** Runs it to its end; returns its exit code. */
  int run(List<String> argv) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Set while git runs a hook or an alias: they would lead to another repository.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try {
        return process.waitFor();
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw ManyhandsException.external(
          "%s could not be started: %s".formatted(argv.getFirst(), e.getMessage()), "", e);
    }
  }

  /** Returns what it said, without blank lines. */
  List<String> said() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      return List.of("(" + log + " cannot be read)");
    }
  }
}
