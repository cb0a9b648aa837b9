package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.attempt.RunFolder;
import dev.manyhands.engine.git.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where everything about one repository is kept, outside of it.
 *
 * @param root a folder for this repository alone
 */
public record Home(Path root) {

  /** Returns the folder that holds those of all repositories. */
  public static Path base(Map<String, String> environment) {
    String own = environment.getOrDefault("MANYHANDS_HOME", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    return state.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".local", "state", "manyhands")
        : Path.of(state).toAbsolutePath().resolve("manyhands");
  }

  /** Returns the home of a repository, which is made if there is none. */
  static Home of(Repository repository, Path base) {
    Path common = repository.commonDir();
    Path named =
        common.endsWith(".git") && common.getParent() != null ? common.getParent() : common;
    Path last = named.getFileName();
    String name = (last == null ? "root" : last.toString()).replaceAll("[^A-Za-z0-9._-]", "_");
    Path root = base.resolve(name + "-" + digest(common.toString()));
    try {
      Files.createDirectories(root);
      // Links on the way would make one workspace look like two to the tools that run in it.
      return new Home(root.toRealPath());
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the state folder %s cannot be made: %s".formatted(root, e.getMessage()),
          "name another one in MANYHANDS_HOME",
          e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Path database() {
    return root.resolve("manyhands.db");
  }

  Path lock() {
    return root.resolve("engine.lock");
  }

  Path workspaces() {
    return root.resolve("workspaces");
  }

  RunFolder run(RunId run) {
    return new RunFolder(root.resolve("runs").resolve(run.value()));
  }
}
