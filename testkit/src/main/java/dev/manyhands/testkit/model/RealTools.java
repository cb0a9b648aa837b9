package dev.manyhands.testkit.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Coding tools that were installed for tests. */
public final class RealTools {
  /** Names the folder that {@code real-agents/install} has printed. */
  public static final String VARIABLE = "MANYHANDS_REAL_AGENTS";

  private RealTools() {}

  /** Returns the executable of a tool, if it is installed. */
  public static Optional<Path> find(String tool) {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .map(folder -> Path.of(folder, "bin", tool))
        .filter(Files::isExecutable);
  }
}
