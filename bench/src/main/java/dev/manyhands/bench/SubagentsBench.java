package dev.manyhands.bench;

import dev.manyhands.testkit.model.ScriptedModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Many subagents at once, each five model calls of 200 ms with four tool calls between them,
 * against a scripted model in another process: the built-in agent, a bare loop over the JDK's HTTP
 * client, with whole and with streamed answers, and LangChain4j's services. Each in a process of
 * its own, first cold, then warm.
 */
final class SubagentsBench implements Bench.Measurement {
  private static final List<Integer> COUNTS = List.of(1000, 5000);
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final String SCRIPT =
      """
      scripts:
        main:
          - {delay: 200ms, read: note.txt}
          - {delay: 200ms, read: note.txt}
          - {delay: 200ms, read: note.txt}
          - {delay: 200ms, read: note.txt}
          - {delay: 200ms, text: Everything is done.}
      """;

  @Override
  public void run(Lab lab) throws Exception {
    Path script = Files.writeString(lab.folder().resolve("script.yaml"), SCRIPT);
    Files.writeString(lab.folder().resolve("note.txt"), "a line of a file\n".repeat(40));
    Path port = lab.folder().resolve("port");
    Process server =
        java(
                lab,
                ScriptedModelServer.class.getName(),
                "--port-file",
                port.toString(),
                "--script",
                script.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      await(port, server);
      for (int count : COUNTS) {
        for (String contestant : SubagentsClient.contestants()) {
          java(
                  lab,
                  SubagentsClient.class.getName(),
                  contestant,
                  Files.readString(port),
                  Integer.toString(count))
              .inheritIO()
              .start()
              .waitFor();
        }
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static ProcessBuilder java(Lab lab, String... program) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx3g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-classpath",
                System.getProperty("java.class.path")));
    argv.addAll(List.of(program));
    return new ProcessBuilder(argv).directory(lab.folder().toFile());
  }

  private static void await(Path file, Process server) throws IOException, InterruptedException {
    long end = System.nanoTime() + STARTING.toNanos();
    while (!Files.exists(file)) {
      if (server.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        throw new IOException("the scripted model did not start");
      }
    }
  }
}
