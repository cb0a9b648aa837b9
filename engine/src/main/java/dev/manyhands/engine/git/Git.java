package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Calls git. A value of this class is an environment to call it in: which repository, work tree and
 * index, and which configuration counts.
 *
 * <p>The hermetic environment sees no configuration of the user or the system, runs no hook, signs
 * nothing and converts no line ends, so that what Manyhands does is the same everywhere.
 */
public final class Git {
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "TMPDIR", "XDG_CONFIG_HOME", "SystemRoot");

  /** What a pipe takes at once, whether somebody reads or not. */
  private static final int PIPE_BYTES = 4096;

  /** Wins over the repository's own configuration, as options of the command line do. */
  private static final Map<String, String> HERMETIC_CONFIG =
      Map.ofEntries(
          Map.entry("safe.directory", "*"),
          Map.entry("core.hooksPath", "/dev/null"),
          Map.entry("core.attributesFile", "/dev/null"),
          Map.entry("core.autocrlf", "false"),
          Map.entry("core.eol", "lf"),
          Map.entry("core.safecrlf", "false"),
          Map.entry("core.fsmonitor", "false"),
          Map.entry("core.untrackedCache", "false"),
          Map.entry("core.splitIndex", "false"),
          Map.entry("core.commentChar", "#"),
          Map.entry("core.sparseCheckout", "false"),
          Map.entry("commit.gpgSign", "false"),
          Map.entry("i18n.commitEncoding", "UTF-8"),
          Map.entry("gc.auto", "0"),
          Map.entry("maintenance.auto", "false"),
          Map.entry("advice.addEmbeddedRepo", "false"),
          Map.entry("merge.renames", "true"),
          Map.entry("merge.directoryRenames", "conflict"),
          // With it, merges read attributes from the trees, and run the drivers that these name.
          Map.entry("merge.renormalize", "false"));

  private final List<String> prefix;
  private final Map<String, String> environment;
  private final @Nullable Path directory;

  private Git(List<String> prefix, Map<String, String> environment, @Nullable Path directory) {
    this.prefix = prefix;
    this.environment = environment;
    this.directory = directory;
  }

  /** Returns git as the user has it, in a directory: with the user's configuration and hooks. */
  public static Git asUser(Path directory) {
    Map<String, String> environment = new LinkedHashMap<>(System.getenv());
    // Set while git runs a hook or an alias: they would lead to another repository or index.
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("GIT_")
                    && !name.startsWith("GIT_CONFIG")
                    && !name.startsWith("GIT_AUTHOR")
                    && !name.startsWith("GIT_COMMITTER")
                    && !name.startsWith("GIT_CEILING"));
    environment.put("LC_ALL", "C");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    return new Git(List.of("git"), environment, directory);
  }

  /**
   * Returns git on a repository, free of anybody's configuration. It runs in the git directory: in
   * a checkout, the attributes that happen to lie there would have a say in merges.
   */
  static Git hermetic(Path gitDir) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : INHERITED) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("LC_ALL", "C");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_ATTR_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_NO_REPLACE_OBJECTS", "1");
    environment.put("GIT_DIR", gitDir.toString());
    int count = 0;
    for (Map.Entry<String, String> entry : HERMETIC_CONFIG.entrySet()) {
      environment.put("GIT_CONFIG_KEY_" + count, entry.getKey());
      environment.put("GIT_CONFIG_VALUE_" + count, entry.getValue());
      count++;
    }
    environment.put("GIT_CONFIG_COUNT", Integer.toString(count));
    return new Git(List.of("git"), environment, gitDir);
  }

  /** Returns the same with another environment variable. */
  Git with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Git(prefix, more, directory);
  }

  /** Returns the same with options that stand before git's subcommand. */
  Git withOptions(String... options) {
    List<String> longer = new ArrayList<>(prefix);
    longer.addAll(List.of(options));
    return new Git(longer, environment, directory);
  }

  /** Returns the same in another directory. */
  Git in(Path other) {
    return new Git(prefix, environment, other);
  }

  /** What git said: never thrown for an exit code. */
  public static final class Result {
    private final int exitCode;
    private final byte[] stdout;
    private final String stderr;

    private Result(int exitCode, byte[] stdout, String stderr) {
      this.exitCode = exitCode;
      this.stdout = stdout;
      this.stderr = stderr;
    }

    /** Returns git's exit code. */
    public int exitCode() {
      return exitCode;
    }

    /** Returns what git said on its standard error, without white space around it. */
    public String stderr() {
      return stderr;
    }

    /** Returns the standard output as UTF-8, without the white space at its end. */
    public String text() {
      return new String(stdout, StandardCharsets.UTF_8).stripTrailing();
    }

    /** Returns the lines of the standard output, with the white space that they end with. */
    List<String> lines() {
      return new String(stdout, StandardCharsets.UTF_8).lines().toList();
    }

    /** Returns the records of an output that separates them by NUL. */
    public List<String> records() {
      return records(StandardCharsets.UTF_8);
    }

    /** Returns the same with a character for each byte: names of files may be no text. */
    List<String> rawRecords() {
      return records(StandardCharsets.ISO_8859_1);
    }

    private List<String> records(Charset charset) {
      List<String> records = new ArrayList<>(List.of(new String(stdout, charset).split("\0", -1)));
      if (records.getLast().isEmpty()) {
        records.removeLast();
      }
      return records;
    }

    /** Says whether git was content. */
    public boolean ok() {
      return exitCode == 0;
    }
  }

  /** Calls git and returns what it printed. Fails if git does. */
  String text(String... arguments) throws InterruptedException {
    return ok(arguments).text();
  }

  /**
   * Calls git.
   *
   * @throws ManyhandsException if it ends with another exit code than 0 (EXTERNAL)
   */
  Result ok(String... arguments) throws InterruptedException {
    Result result = call(arguments);
    if (!result.ok()) {
      throw failed(List.of(arguments), result);
    }
    return result;
  }

  /**
   * Makes a commit; its message may be of any length, which an argument may not.
   *
   * @param arguments of git-commit-tree(1): the tree and the parents
   */
  Result commitTree(String message, String... arguments) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("commit-tree", "-F", "-"));
    all.addAll(List.of(arguments));
    byte[] text = (message.stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8);
    return call(text, all.toArray(String[]::new));
  }

  /** The same; fails if git does. */
  CommitId newCommit(String message, String... arguments) throws InterruptedException {
    Result result = commitTree(message, arguments);
    if (!result.ok()) {
      throw failed(List.of("commit-tree"), result);
    }
    return new CommitId(result.text());
  }

  /** Calls git with an empty standard input. */
  public Result call(String... arguments) throws InterruptedException {
    return call(new byte[0], arguments);
  }

  /** Calls git with a standard input. */
  Result call(byte[] input, String... arguments) throws InterruptedException {
    List<String> argv = new ArrayList<>(prefix);
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (input.length == 0) {
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }
    if (Thread.interrupted()) {
      // Waiting for a process that has ended already would not notice.
      throw new InterruptedException("before git was called");
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw ManyhandsException.external(
          "git could not be started: " + e.getMessage(),
          "install git " + GitVersion.OLDEST + " or newer and make sure that it is on the PATH",
          e);
    }
    try {
      FutureTask<String> errors = new FutureTask<>(() -> read(process.getErrorStream()));
      Thread.ofVirtual().start(errors);
      if (input.length > PIPE_BYTES) {
        Thread.ofVirtual().start(() -> feed(process, input));
      } else if (input.length > 0) {
        feed(process, input);
      }
      byte[] output = process.getInputStream().readAllBytes();
      int exitCode = process.waitFor();
      return new Result(exitCode, output, errors.get());
    } catch (IOException | ExecutionException e) {
      throw ManyhandsException.external("git broke off: " + e.getMessage(), "", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Calls git and passes on what it prints as it comes.
   *
   * @throws ManyhandsException if it ends with another exit code than 0 (EXTERNAL)
   */
  public void stream(OutputStream out, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(prefix);
    argv.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(argv);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    try {
      process.getInputStream().transferTo(out);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw failed(arguments, new Result(exitCode, new byte[0], ""));
      }
    } finally {
      process.destroy();
    }
  }

  /** Starts git and leaves it to the caller, who has to end it. Its errors are not seen. */
  Process start(String... arguments) throws IOException {
    List<String> argv = new ArrayList<>(prefix);
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private static String read(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      // Git ended without reading all; its exit code says why.
      process.destroy();
    }
  }

  static ManyhandsException failed(List<String> arguments, Result result) {
    String what = result.stderr().isEmpty() ? result.text() : result.stderr();
    return ManyhandsException.external(
        "git %s failed with exit code %d: %s"
            .formatted(arguments.getFirst(), result.exitCode(), what),
        "",
        null);
  }
}
