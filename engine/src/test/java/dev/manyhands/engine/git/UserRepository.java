package dev.manyhands.engine.git;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.TreeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A repository of a user, made with git and the shell alone. What is done through it sees no
 * configuration but the repository's own, and that of a home that the test may fill.
 */
public final class UserRepository {
  private final Path root;
  private final Path home;

  private UserRepository(Path root, Path home) {
    this.root = root;
    this.home = home;
  }

  /** Makes one without commits, on the branch {@code main}. */
  public static UserRepository empty(Path root, String... options) {
    try {
      Path home = Files.createDirectories(root.resolveSibling("home"));
      Files.createDirectories(root);
      UserRepository repository = new UserRepository(root, home);
      List<String> init =
          new ArrayList<>(List.of("init", "--quiet", "--initial-branch=main", "--template="));
      init.addAll(List.of(options));
      repository.git(init.toArray(String[]::new));
      repository.git("config", "user.name", "Ada");
      repository.git("config", "user.email", "ada@example.org");
      Files.createDirectories(Path.of(repository.git("rev-parse", "--absolute-git-dir"), "info"));
      return repository;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes one with a commit of a few files. */
  public static UserRepository create(Path root) {
    UserRepository repository = new UserRepository(root, root.resolveSibling("home"));
    repository.sh(
        root.getParent(),
        "mkdir -p home; cp -a '%s' \"./$0\"".formatted(Template.ROOT),
        root.getFileName().toString());
    return repository;
  }

  /** Is made once, since many tests start from it. */
  private static final class Template {
    static final Path ROOT = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("template");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileTrees.remove(folder)));
        return create(folder.resolve("repository"), "--object-format=sha1").root;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The same with options of git-init(1). */
  public static UserRepository create(Path root, String... options) {
    UserRepository repository = empty(root, options);
    repository
        .write("README", "Read me.\n")
        .write("src/a.txt", "a\n")
        .write("src/b.txt", "b1\nb2\nb3\nb4\nb5\n")
        .write("docs/guide.md", "# Guide\n");
    repository.commit("Start");
    return repository;
  }

  /** Opens one that another process has made. */
  public static UserRepository at(Path root) {
    return new UserRepository(root, root.resolveSibling("home"));
  }

  /** Returns another checkout or clone that has been made of this one. */
  UserRepository other(Path place) {
    return new UserRepository(place, home);
  }

  public Path root() {
    return root;
  }

  Path home() {
    return home;
  }

  /** Opens it as Manyhands does. */
  public Repository open() throws InterruptedException {
    return Repository.around(root);
  }

  public UserRepository write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  UserRepository write(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits everything there is. */
  public CommitId commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return head();
  }

  public CommitId head() {
    return new CommitId(git("rev-parse", "HEAD"));
  }

  Head headAndTree() {
    return new Head(head(), new TreeId(git("rev-parse", "HEAD^{tree}")));
  }

  /** Returns the files of a commit, one line for each: mode, kind, id and path. */
  public List<String> files(CommitId commit) {
    return git("-c", "core.quotePath=false", "ls-tree", "-r", "--full-tree", commit.hex())
        .lines()
        .toList();
  }

  /** Returns the paths of a commit. */
  public List<String> paths(CommitId commit) {
    return git(
            "-c",
            "core.quotePath=false",
            "ls-tree",
            "-r",
            "--full-tree",
            "--name-only",
            commit.hex())
        .lines()
        .toList();
  }

  public String text(CommitId commit, String path) {
    return git("show", commit + ":" + path);
  }

  /** Calls git in the checkout; fails the test if git fails. */
  public String git(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    return run(root, argv);
  }

  /** Runs a script in the checkout; fails the test if a line of it fails. */
  String sh(String script) {
    return sh(root, script);
  }

  /** Runs a script in a folder, as a helper would. */
  String sh(Path folder, String script, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-euc", script));
    argv.addAll(List.of(arguments));
    return run(folder, argv);
  }

  private String run(Path folder, List<String> argv) {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                "HOME",
                home.toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "LC_ALL",
                "C.UTF-8"));
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new AssertionError("%s ended with %d: %s".formatted(argv, exitCode, said));
      }
      return said.stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
