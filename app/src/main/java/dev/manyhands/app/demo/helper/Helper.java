package dev.manyhands.app.demo.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One helper of the demo, or one check. Arguments: a verb, options, and the part of the repository
 * that it is about: files and folders, relative to the working directory.
 *
 * <pre>
 * patch  --checks A,B PART...   rewrites the part in place with Error Prone
 * prune  PART...                deletes classes that nothing else in the part uses
 * hang   PART...                says one line, and then nothing for ever
 * check  PART...                compiles the part against the library as it was released
 * verify PART...                compiles the part alone, into build/classes, and runs the tests
 * </pre>
 */
public final class Helper {
  private static final Path CLASSES = Path.of("build", "classes");

  private Helper() {}

  /** Does one thing, and ends with exit code 0 when it was done. */
  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(args);
    List<Path> files = JavaFiles.in(arguments.part());
    boolean done =
        switch (arguments.verb()) {
          case "patch" -> new Patch(arguments.option("checks"), files).apply(library());
          case "prune" -> new Pruning(files).apply();
          case "hang" -> hang(files);
          case "check" -> compiles(Compilation.against(library()), files);
          case "verify" -> compiles(Compilation.into(CLASSES), files) && test();
          default -> throw new IllegalArgumentException("no such verb: " + arguments.verb());
        };
    System.exit(done ? 0 : 1);
  }

  private static Path library() {
    return Path.of(System.getProperty("demo.library"));
  }

  private static boolean hang(List<Path> files) throws InterruptedException {
    say("waiting for a lock on %d files that nobody will ever release".formatted(files.size()));
    Thread.sleep(Long.MAX_VALUE);
    return false;
  }

  private static boolean compiles(Compilation compilation, List<Path> files) throws IOException {
    boolean compiles = compilation.of(files);
    if (compiles) {
      say("%d files compile".formatted(files.size()));
    }
    return compiles;
  }

  /** Runs JUnit, which ends the process: with exit code 0 when every test passed. */
  private static boolean test() throws ReflectiveOperationException, IOException {
    List<String> options = new ArrayList<>(List.of("execute"));
    Files.readAllLines(Path.of(System.getProperty("demo.tests"))).stream()
        .filter(line -> line.startsWith("--"))
        .forEach(options::add);
    Class.forName("org.junit.platform.console.ConsoleLauncher")
        .getMethod("main", String[].class)
        .invoke(null, (Object) options.toArray(String[]::new));
    return false;
  }

  /** Says a line, so that whoever waits knows that something is going on. */
  static void say(String line) {
    System.out.println(line);
  }
}
