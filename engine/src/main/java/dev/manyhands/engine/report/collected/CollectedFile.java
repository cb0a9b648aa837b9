package dev.manyhands.engine.report.collected;

import java.nio.file.Path;

/**
 * A file that was collected.
 *
 * @param path where it is
 * @param name its path below the workspace that it comes from, with slashes
 */
public record CollectedFile(Origin origin, Path path, String name) {}
