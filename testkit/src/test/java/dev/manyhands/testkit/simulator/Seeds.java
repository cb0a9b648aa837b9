package dev.manyhands.testkit.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Which worlds a build runs: {@code -Dseeds=N} for so many, {@code -Dseed=K} for one in each mode.
 */
final class Seeds {
  private static final long USUAL = 3_000;

  /** A world that has failed before. */
  record Regression(Mode mode, long seed) {}

  private Seeds() {}

  /** Returns the seeds for one of the modes, which share them. */
  static LongStream chosen() {
    Long one = Long.getLong("seed");
    long modes = Mode.values().length;
    return one == null
        ? LongStream.range(0, (Long.getLong("seeds", USUAL) + modes - 1) / modes).parallel()
        : LongStream.of(one);
  }

  /** Returns the committed seeds of {@code regression-seeds.txt}. */
  static List<Regression> regressions() {
    try (var file = Seeds.class.getResourceAsStream("regression-seeds.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(line -> line.split("\\s+"))
          .map(words -> new Regression(Mode.valueOf(words[0]), Long.parseLong(words[1])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
