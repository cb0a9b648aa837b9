package dev.manyhands.engine;

import dev.manyhands.core.run.RunId;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes ids of runs: the plan's name, and something that tells its runs apart. */
final class RunIds {
  private static final int NAME = 40;

  /** Without letters and digits that look alike. */
  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

  private RunIds() {}

  static RunId next(String name, RandomGenerator random) {
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    slug = slug.substring(0, Math.min(NAME, slug.length())).replaceAll("^-+|-+$", "");
    StringBuilder id = new StringBuilder(slug.isEmpty() ? "run" : slug).append('-');
    for (int i = 0; i < 5; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new RunId(id.toString());
  }
}
