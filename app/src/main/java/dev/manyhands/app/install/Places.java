package dev.manyhands.app.install;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where configurations are.
 *
 * @param project the root of the repository
 * @param home of the user
 * @param environment in which tools look for folders of their own
 */
public record Places(Path project, Path home, Map<String, String> environment) {
  public Places {
    environment = Map.copyOf(environment);
  }

  /** Returns the folder that a variable names, or else this one. */
  Path folder(String variable, Path otherwise) {
    String named = environment.getOrDefault(variable, "");
    return named.isEmpty() ? otherwise : Path.of(named).toAbsolutePath();
  }
}
