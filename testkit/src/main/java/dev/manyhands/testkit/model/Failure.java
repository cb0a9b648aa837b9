package dev.manyhands.testkit.model;

/**
 * A fault that happens before a turn succeeds.
 *
 * @param times how often in one conversation, at least once; then the turn is answered
 */
public record Failure(Fault fault, int times) {
  /** As often as the turn is asked for. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  public Failure {
    if (times < 1) {
      throw new IllegalArgumentException("a failure happens at least once, not " + times);
    }
  }
}
