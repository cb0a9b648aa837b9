package dev.manyhands.core.run;

import dev.manyhands.core.plan.Work;

/**
 * What tasks have consumed.
 *
 * @param total all of it
 * @param ended by attempts that have ended, of tasks of which it is known: those that are prompts
 * @param attempts how many attempts of such tasks were started
 */
record Spending(Usage total, Usage ended, int attempts) {
  static final Spending NOTHING = new Spending(Usage.NONE, Usage.NONE, 0);

  static Spending of(Task task) {
    boolean isKnown = task.spec().work() instanceof Work.Prompt;
    Account account = task.account();
    return new Spending(
        account.total(),
        isKnown ? account.ended() : Usage.NONE,
        isKnown ? task.tally().attempts() : 0);
  }

  boolean isNothing() {
    return attempts == 0 && total.isNothing();
  }

  Spending plus(Spending other) {
    // Most tasks have not begun, or are done by programs.
    if (other.isNothing()) {
      return this;
    }
    return new Spending(
        total.plus(other.total), ended.plus(other.ended), attempts + other.attempts);
  }
}
