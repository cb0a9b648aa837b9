package dev.manyhands.testkit.model;

/**
 * A fault that happens before a turn succeeds.
 *
 * @param times how often, at least once; then the turn is answered
 * @param among whose turns are counted together
 */
public record Failure(Fault fault, int times, Among among) {
  /** Whose turns are counted together. */
  public enum Among {
    /** Those of one conversation: each has its own failures. */
    ONE_CONVERSATION,
    /** Those of all: who takes a task up again fares better. */
    ALL_CONVERSATIONS
  }

  /** One of each conversation. */
  public Failure(Fault fault, int times) {
    this(fault, times, Among.ONE_CONVERSATION);
  }

  /** As often as the turn is asked for. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  public Failure {
    if (times < 1) {
      throw new IllegalArgumentException("a failure happens at least once, not " + times);
    }
  }
}
