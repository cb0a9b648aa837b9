package dev.manyhands.engine.agent.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where agents are looked for.
 *
 * @param repository the root of the checkout
 * @param environment the user's
 */
public record Surroundings(Path repository, Map<String, String> environment) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}(.*)");

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Returns those of a folder: the repository is the checkout around it, or the folder itself. */
  public static Surroundings around(Path folder, Map<String, String> environment) {
    Path start = folder.toAbsolutePath().normalize();
    for (Path root = start; root != null; root = root.getParent()) {
      if (Files.exists(root.resolve(".git"))) {
        return new Surroundings(root, environment);
      }
    }
    return new Surroundings(start, environment);
  }

  Path home() {
    return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home")));
  }

  /** Returns the folder of the user's settings of Manyhands, which need not exist. */
  Path configuration() {
    return variable("XDG_CONFIG_HOME")
        .map(folder -> Path.of(folder).toAbsolutePath())
        .orElseGet(() -> home().resolve(".config"))
        .resolve("manyhands");
  }

  /** Returns the file with the user's own prices of models, which need not exist. */
  public Path prices() {
    return configuration().resolve("prices.txt");
  }

  String path() {
    return variable("PATH").orElse("");
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Returns a file that is written as {@code ~/a} or {@code ${VARIABLE:-~/a}/b}. */
  Path file(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    String found =
        matcher.matches()
            ? variable(matcher.group(1)).orElse(matcher.group(2)) + matcher.group(3)
            : text;
    return found.startsWith("~/") ? home().resolve(found.substring(2)) : Path.of(found);
  }

  /** Returns a file as people know it: from the repository's root, or from their home. */
  String show(Path file) {
    if (file.startsWith(repository)) {
      return repository.relativize(file).toString();
    }
    return file.startsWith(home()) ? "~/" + home().relativize(file) : file.toString();
  }
}
