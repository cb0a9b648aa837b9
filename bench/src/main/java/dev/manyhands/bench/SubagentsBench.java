package dev.manyhands.bench;

import dev.manyhands.testkit.model.ScriptedModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many subagents at once, each five model calls of 200 ms with four tool calls between them,
 * against a scripted model in another process: the built-in agent, a bare loop over the JDK's HTTP
 * client, with whole and with streamed answers, and LangChain4j's services and agents. Each in a
 * process of its own, first cold, then warm; what a machine does beside them changes seconds, and
 * ratios less.
 */
final class SubagentsBench implements Bench.Measurement {
  private static final List<Integer> COUNTS = List.of(1000, 5000);
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final List<String> FIGURES =
      List.of(
          "coldSeconds",
          "coldCpuSeconds",
          "warmSeconds",
          "warmCpuSeconds",
          "peakMegabytes",
          "heldMegabytes");
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
    for (int count : COUNTS) {
      Map<String, JsonNode> seen = new LinkedHashMap<>();
      for (String contestant : SubagentsClient.contestants()) {
        measure(lab, script, contestant, count).ifPresent(each -> seen.put(contestant, each));
      }
      compare(count, seen);
    }
  }

  /** Measures one of them, against a server of its own: a fresh one for each, and no memories. */
  private static Optional<JsonNode> measure(Lab lab, Path script, String contestant, int count)
      throws IOException, InterruptedException {
    Path port = Files.createTempDirectory(lab.folder(), "server").resolve("port");
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
      Process client =
          java(
                  lab,
                  SubagentsClient.class.getName(),
                  contestant,
                  Files.readString(port),
                  Integer.toString(count))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (Stream<String> lines = client.inputReader().lines()) {
        // Libraries may print, too.
        List<String> figures = lines.filter(line -> line.startsWith("{\"bench\"")).toList();
        figures.forEach(System.out::println);
        if (client.waitFor() == 0 && figures.size() == 1) {
          return Optional.of(JsonMapper.shared().readTree(figures.getFirst()));
        }
      } finally {
        client.destroyForcibly();
      }
      System.err.printf("%s with %d subagents came to no end%n", contestant, count);
      return Optional.empty();
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  /** Prints how many times the built-in agent takes what each of the others takes. */
  private static void compare(int count, Map<String, JsonNode> seen) {
    JsonNode own = seen.get("builtin");
    if (own == null) {
      return;
    }
    seen.forEach(
        (name, other) -> {
          if (!name.equals("builtin")) {
            Figure figure =
                new Figure("subagents-ratio").with("builtinOver", name).with("count", count);
            for (String key : FIGURES) {
              figure.with(key, own.path(key).doubleValue() / other.path(key).doubleValue());
            }
            figure.print();
          }
        });
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
