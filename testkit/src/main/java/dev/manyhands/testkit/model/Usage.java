package dev.manyhands.testkit.model;

/**
 * What a turn is said to have cost, in tokens.
 *
 * @param input tokens read anew
 * @param cached tokens read from a cache, not counted in {@code input}
 * @param output tokens written
 */
public record Usage(long input, long cached, long output) {
  public Usage {
    if (input < 0 || cached < 0 || output < 0) {
      throw new IllegalArgumentException("tokens cannot be negative");
    }
  }

  /** Returns all tokens that were read. */
  public long read() {
    return input + cached;
  }
}
