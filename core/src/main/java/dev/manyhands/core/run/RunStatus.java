package dev.manyhands.core.run;

import java.util.Locale;

/** How a run ended. */
public enum RunStatus {
  /** Every task ended well and is combined. */
  SUCCEEDED,
  /** Some tasks ended well and are combined. */
  PARTIAL,
  /** No task ended well, or what was made could not be published. */
  FAILED,
  /** Somebody asked for its end before it was done. */
  CANCELLED;

  /** Returns the word that reports use, such as {@code partial}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
