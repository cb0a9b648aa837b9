package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A repository, a state folder and the launcher that the build has made. */
final class Lab {
  static final Path LAUNCHER = Path.of("target", "manyhands", "manyhands").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final Path root;
  final Path repo;
  final Path home;
  private final Map<String, String> environment = new TreeMap<>();

  /** How a process ended. */
  record Ended(int exitCode, String out, String err) {
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  /** A process that goes on, and the files that it writes to. */
  record Going(Process process, Path out, Path err) {
    Ended end() throws IOException, InterruptedException {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ends in time; so far: %s", Files.readString(err))
          .isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  Lab(Path root) throws IOException {
    // A blank in the path, as users have it.
    this.root = Files.createDirectories(root.resolve("a lab"));
    this.repo = Files.createDirectories(this.root.resolve("the repo"));
    this.home = this.root.resolve("home");
  }

  /** Makes a repository with these many files, ten lines each, and one commit. */
  Lab withFiles(int count) throws IOException, InterruptedException {
    git("init", "-q", "-b", "main");
    for (int i = 1; i <= count; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = 1; line <= 10; line++) {
        text.append("file ").append(i).append(" line ").append(line).append('\n');
      }
      write("src/f" + i + ".txt", text.toString());
    }
    commitAll("init");
    return this;
  }

  void commitAll(String message) throws IOException, InterruptedException {
    git("add", "--all");
    git("commit", "-q", "--no-verify", "-m", message);
  }

  Path write(String path, String text) throws IOException {
    Path file = repo.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Writes a plan beside the repository. */
  String plan(String yaml) throws IOException {
    Path file = root.resolve("plan.yaml");
    Files.writeString(file, yaml);
    return file.toString();
  }

  /** Sets variables for all that is started from now on. */
  Lab with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  Ended manyhands(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  Going start(String... arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of(LAUNCHER.toString()));
    argv.addAll(List.of(arguments));
    return start(argv);
  }

  /** Starts any program in the repository. */
  Going start(List<String> argv) throws IOException {
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(repo.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "MANYHANDS_HOME", home.toString(),
                "MANYHANDS_BUILD", "never",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Somebody",
                "GIT_AUTHOR_EMAIL", "somebody@example.org",
                "GIT_COMMITTER_NAME", "Somebody",
                "GIT_COMMITTER_EMAIL", "somebody@example.org"));
    builder.environment().putAll(environment);
    return new Going(builder.start(), out, err);
  }

  String git(String... arguments) throws IOException, InterruptedException {
    Ended ended = tryGit(arguments);
    assertThat(ended.exitCode()).as("git %s: %s", List.of(arguments), ended.err()).isZero();
    return ended.out().stripTrailing();
  }

  Ended tryGit(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    return start(argv).end();
  }

  /** Returns the report of the latest run. */
  JsonNode report() throws IOException, InterruptedException {
    return manyhands("status", "latest", "--json").json();
  }

  static JsonNode task(JsonNode report, String id) {
    for (JsonNode task : report.get("tasks")) {
      if (task.get("id").stringValue().equals(id)) {
        return task;
      }
    }
    throw new AssertionError("no task " + id + " in " + report);
  }

  static String state(JsonNode report, String task) {
    return task(report, task).get("state").stringValue();
  }

  static String reason(JsonNode report, String task) {
    return task(report, task).get("reason").stringValue("");
  }

  /**
   * Returns what must not change in the user's repository: every file of the checkout, and of the
   * git directory everything but objects and what Manyhands is meant to add.
   */
  Map<String, String> userState() throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(repo)) {
      for (Path file : files.toList()) {
        String path = repo.relativize(file).toString();
        boolean ours =
            path.startsWith(".git/objects")
                || path.contains("/manyhands")
                || path.equals(".git/refs")
                || path.equals(".git/logs");
        if (!ours && !Files.isDirectory(file)) {
          state.put(path, digest(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return state;
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] bytes =
          Files.isSymbolicLink(file)
              ? Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8)
              : Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the command lines of processes whose environment names this lab's runs. */
  List<String> processesLeft() throws IOException {
    List<String> left = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        if (process.getFileName().toString().matches("\\d+") && isOurs(process)) {
          left.add(process.getFileName() + " " + text(process.resolve("cmdline")));
        }
      }
    }
    return left;
  }

  private boolean isOurs(Path process) {
    String environment = text(process.resolve("environ"));
    boolean isZombie = text(process.resolve("cmdline")).isEmpty();
    return !isZombie
        && environment.contains("MANYHANDS_ATTEMPT=")
        && environment.contains(home.toString());
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // Gone by now.
    }
  }

  /** Waits until something holds. */
  static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
