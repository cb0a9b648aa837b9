package dev.manyhands.core.run;

/**
 * What a task has consumed.
 *
 * @param ended by attempts that have ended
 * @param current by the attempt that is going on, as far as it is known
 */
public record Account(Usage ended, Usage current) {
  static final Account EMPTY = new Account(Usage.NONE, Usage.NONE);

  /** Returns all of it. */
  public Usage total() {
    return ended.plus(current);
  }

  Account charged(Usage attempt) {
    return new Account(ended, current.max(attempt));
  }

  /** Closes the current attempt; what was charged before stays, even if its end says less. */
  Account closed(Usage attempt) {
    return new Account(ended.plus(current.max(attempt)), Usage.NONE);
  }
}
