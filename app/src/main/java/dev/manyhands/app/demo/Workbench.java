package dev.manyhands.app.demo;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * The folder that one demo works in: the library's repository, the plan, and what starts the
 * helpers. It stays when the demo is over, until the next demo takes the folder.
 */
public final class Workbench implements AutoCloseable {
  private static final String MARKER = ".manyhands-demo";

  private final Path root;
  private final FileChannel lock;

  private Workbench(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes a folder: a new one, an empty one, or that of an earlier demo, which is cleared.
   *
   * @param environment says where the state folder is
   * @throws ManyhandsException of kind USAGE for a folder that holds anything else, CONFLICT while
   *     another demo works in it
   */
  public static Workbench take(Path folder, Map<String, String> environment)
      throws InterruptedException {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Path marker = root.resolve(MARKER);
      List<Path> content = Folders.content(root);
      if (!content.isEmpty() && !content.contains(marker)) {
        throw ManyhandsException.usage(
            root + " is not empty, and not the folder of an earlier demo",
            "name a folder that is empty or does not exist");
      }
      Files.createDirectories(root);
      FileChannel lock = lock(marker);
      boolean taken = false;
      try {
        FormerDemo.remove(root.resolve("repository"), environment);
        for (Path path : content) {
          if (!path.equals(marker)) {
            Folders.remove(path);
          }
        }
        taken = true;
      } finally {
        if (!taken) {
          lock.close();
        }
      }
      return new Workbench(root.toRealPath(), lock);
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  private static FileChannel lock(Path marker) throws IOException {
    FileChannel channel =
        FileChannel.open(marker, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another demo in this very process.
    }
    channel.close();
    throw new ManyhandsException(
        ManyhandsException.Kind.CONFLICT,
        "another demo is at work in " + marker.getParent(),
        "wait for it, or name another folder with --dir");
  }

  private static ManyhandsException unusable(Path root, IOException e) {
    return ManyhandsException.external(
        "the demo cannot work in %s: %s".formatted(root, e), "name another folder with --dir", e);
  }

  /**
   * Makes everything that the run needs.
   *
   * @param concurrency how many helpers at a time
   */
  public void prepare(Jars jars, int concurrency) throws InterruptedException {
    try {
      LibraryRepository.create(repository(), jars, root.resolve("git.log"));
      Path jar = root.resolve("helper.jar");
      HelperJar.write(jar);
      Path options = root.resolve("tests.options");
      Files.writeString(
          options, Template.fill("tests.options", Map.of("jar", jars.tests().toString())));
      Files.writeString(helper(), script(jars, jar, options));
      if (!helper().toFile().setExecutable(true)) {
        throw new IOException(helper() + " cannot be made executable");
      }
      Files.writeString(
          plan(),
          Template.fill(
              "plan.yaml",
              Map.of(
                  "concurrency", Integer.toString(concurrency),
                  "helper", Quoting.yaml(helper().toString()))));
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  private static String script(Jars jars, Path jar, Path options) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Template.fill(
        "helper.sh",
        Map.of(
            "java", Quoting.shell(java.toString()),
            "jar", Quoting.shell(jar.toString()),
            "library", Quoting.shell(jars.library().toString()),
            "options", Quoting.shell(options.toString()),
            "tests", Quoting.shell(jars.testClassPath()),
            "tools", Quoting.shell(jars.toolClassPath())));
  }

  /** Returns the folder itself. */
  public Path root() {
    return root;
  }

  /** Returns the library's repository. */
  public Path repository() {
    return root.resolve("repository");
  }

  /** Returns the plan of the run. */
  public Path plan() {
    return root.resolve("plan.yaml");
  }

  private Path helper() {
    return root.resolve("helper");
  }

  /** Gives the folder free for another demo; everything in it stays. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }
}
