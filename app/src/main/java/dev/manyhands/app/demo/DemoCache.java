package dev.manyhands.app.demo;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the demo keeps what it can make again.
 *
 * @param root a folder for the demo alone
 */
public record DemoCache(Path root) {

  /**
   * Returns the one below the user's cache folder, as the XDG base directory specification has it.
   */
  public static DemoCache of(Map<String, String> environment) {
    String named = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        named.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
    return new DemoCache(caches.toAbsolutePath().normalize().resolve("manyhands").resolve("demo"));
  }

  /** Returns where the downloads are. */
  Path downloads() {
    return root.resolve("downloads");
  }

  /** Returns where the demo works unless it is told otherwise. */
  public Path workbench() {
    return root.resolve("latest");
  }
}
