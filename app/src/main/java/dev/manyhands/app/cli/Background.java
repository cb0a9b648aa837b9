package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a process of its own that carries a run and outlives this one. */
final class Background {
  private final Console console;

  Background(Console console) {
    this.console = console;
  }

  void resume(Orchestrator orchestrator, RunId run, Path directory) {
    Path log = orchestrator.folder(run).root().resolve("engine.log");
    List<String> argv = new ArrayList<>(self());
    argv.addAll(List.of("resume", run.value(), "--repo", directory.toString()));
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      // A session of its own: closing the terminal does not end it.
      argv.addFirst("/usr/bin/setsid");
    }
    try {
      Files.createDirectories(log.getParent());
      new ProcessBuilder(argv)
          .directory(directory.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw ManyhandsException.external(
          "no process could be started in the background: " + e.getMessage(),
          "go on in the foreground: manyhands resume " + run,
          e);
    }
    console.note("Its log is " + log);
  }

  /** The launcher says where it is; without it, the way in which this JVM was started. */
  private static List<String> self() {
    String launcher = System.getProperty("manyhands.launcher");
    return launcher != null
        ? List.of(launcher)
        : List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.manyhands.app.Main");
  }
}
