package dev.manyhands.bench;

import dev.manyhands.engine.git.FileTrees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scratch folder with a state folder of its own, and the launcher.
 *
 * @param launcher of the checkout that is measured
 */
record Lab(Path folder, Path launcher) implements AutoCloseable {

  static Lab create(Path checkout) throws IOException {
    Path launcher = checkout.toAbsolutePath().normalize().resolve("manyhands");
    if (!Files.isExecutable(launcher)) {
      throw new IOException("no launcher in " + checkout + "; run from the project's root");
    }
    return new Lab(Files.createTempDirectory("manyhands-bench"), launcher);
  }

  /** How a process ended, and how long it took. */
  record Timed(int exitCode, String out, double seconds) {}

  /** Runs a program with the lab's state folder; its standard error is dropped. */
  Timed run(Path directory, List<String> argv) throws IOException, InterruptedException {
    ProcessBuilder builder = builder(directory, argv);
    long start = System.nanoTime();
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    return new Timed(exitCode, out, (System.nanoTime() - start) / 1e9);
  }

  /** Starts a program with the lab's state folder; what it prints is dropped. */
  Process start(Path directory, String... argv) throws IOException {
    return builder(directory, List.of(argv))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private ProcessBuilder builder(Path directory, List<String> argv) {
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(Path.of("/dev/null").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "MANYHANDS_HOME", folder.resolve("state").toString(),
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_AUTHOR_NAME", "bench",
                "GIT_AUTHOR_EMAIL", "bench@localhost",
                "GIT_COMMITTER_NAME", "bench",
                "GIT_COMMITTER_EMAIL", "bench@localhost"));
    return builder;
  }

  void must(Path directory, String... argv) throws IOException, InterruptedException {
    Timed ended = run(directory, List.of(argv));
    if (ended.exitCode() != 0) {
      throw new IOException(List.of(argv) + " failed: " + ended.out());
    }
  }

  /** Writes a script of this package into the lab. */
  Path script(String name) throws IOException {
    Path script = folder.resolve(name);
    try (InputStream in = Objects.requireNonNull(Lab.class.getResourceAsStream(name))) {
      Files.copy(in, script);
    }
    return script;
  }

  /** Makes a repository of this many small files in folders of fifty. */
  Path repository(String name, int files) throws IOException, InterruptedException {
    Path repo = Files.createDirectories(folder.resolve(name));
    must(repo, "git", "init", "-q", "-b", "main");
    String text = "line\n".repeat(60);
    for (int i = 0; i < files; i++) {
      Path file = repo.resolve(file(i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, i + "\n" + text);
    }
    must(repo, "git", "add", "--all");
    must(repo, "git", "commit", "-q", "-m", "init");
    must(repo, "git", "repack", "-q", "-a", "-d");
    return repo;
  }

  static String file(int i) {
    return "d" + i / 50 + "/f" + i + ".txt";
  }

  /** Runs a plan through the launcher, and returns the report and the time of the whole process. */
  Planned plan(Path repo, String yaml) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), yaml);
    Timed ended =
        run(repo, List.of(launcher.toString(), "run", file.toString(), "--json", "--quiet"));
    if (ended.exitCode() != 0) {
      throw new IOException("the run ended with " + ended.exitCode() + ": " + ended.out());
    }
    return new Planned(JsonMapper.shared().readTree(ended.out()), ended.seconds());
  }

  /** A run's report, and how long the whole process took. */
  record Planned(JsonNode report, double seconds) {
    double wallSeconds() {
      return report.get("wallMs").longValue() / 1000.0;
    }
  }

  @Override
  public void close() {
    FileTrees.remove(folder);
  }
}
