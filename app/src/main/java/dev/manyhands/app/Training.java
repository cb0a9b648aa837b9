package dev.manyhands.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sqlite.util.OSInfo;

/**
 * Makes a fresh installation fast to start: the launcher runs it once, with the JVM recording an
 * AOT cache.
 *
 * <p>Arguments: the folder that receives SQLite's native library, which would otherwise be
 * extracted at every start, and a file of commands to run, one a line. While {@code serve} runs,
 * somebody asks it things.
 */
final class Training {
  private Training() {}

  public static void main(String[] args) throws IOException {
    endAfter(Duration.ofMinutes(2));
    extractNativeLibrary(Path.of(args[0]));
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        System.out.println("$ manyhands " + line);
        if (line.startsWith("serve ")) {
          Thread.ofPlatform().daemon().start(new TrainingClient());
        }
        int exitCode = Main.run(line.strip().split("\\s+"));
        System.out.println("exit code " + exitCode);
      }
    }
    System.exit(0);
  }

  /** Ends the process without a cache when a command hangs: the launcher waits for it. */
  private static void endAfter(Duration limit) {
    CompletableFuture.delayedExecutor(limit.toSeconds(), TimeUnit.SECONDS)
        .execute(
            () -> {
              System.out.println("hung for " + limit);
              Runtime.getRuntime().halt(1);
            });
  }

  private static void extractNativeLibrary(Path folder) throws IOException {
    String name = System.mapLibraryName("sqlitejdbc");
    String resource =
        "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
    try (InputStream library = OSInfo.class.getResourceAsStream(resource)) {
      if (library != null) { // else SQLite finds its own way, or says what is missing
        Files.copy(library, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
