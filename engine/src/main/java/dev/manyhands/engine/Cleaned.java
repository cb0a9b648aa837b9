package dev.manyhands.engine;

import java.util.List;

/**
 * What cleaning removed, or would remove.
 *
 * @param removed what, one line each
 * @param kept what stays although it is old, and why
 * @param bytes how much disk that frees
 */
public record Cleaned(List<String> removed, List<String> kept, long bytes) {
  public Cleaned {
    removed = List.copyOf(removed);
    kept = List.copyOf(kept);
  }
}
