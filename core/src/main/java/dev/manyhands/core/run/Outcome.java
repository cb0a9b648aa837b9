package dev.manyhands.core.run;

import java.util.Locale;

/** How an attempt ended. */
public enum Outcome {
  /** The helper said so, and the check passed. */
  SUCCEEDED,
  /** The helper, its check or its workspace's setup failed. */
  FAILED,
  /** It took longer than it may. */
  TIMED_OUT,
  /** It was silent for longer than it may be. */
  STALLED,
  /** Somebody asked for its end. */
  CANCELLED,
  /** What it may consume is spent. */
  BUDGET_EXHAUSTED,
  /** Its change conflicts with what had been merged. */
  CONFLICT,
  /** The combined check fails with its change. */
  REJECTED,
  /** The engine ended while it ran. */
  LOST;

  /** Returns the word that reports use, such as {@code timed-out}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
