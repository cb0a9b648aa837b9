package dev.manyhands.testkit.simulator;

import java.time.Duration;

/**
 * Chance that depends on names, not on the order of asking: taking a task out of a world leaves
 * what happens to the others as it was, which makes small examples of failures possible.
 */
record Dice(long state) {

  /** Returns the dice for one question. */
  Dice on(String question) {
    return new Dice(mix(state + 0x9e3779b97f4a7c15L * (question.hashCode() | 1L)));
  }

  /** Returns the dice for one case of a question. */
  Dice on(Object which, long number) {
    return on(which.toString()).on(number);
  }

  /** Returns the dice for one case of a question. */
  Dice on(long number) {
    return new Dice(mix(state ^ (number + 1) * 0xd1342543de82ef95L));
  }

  /** Returns a number from 0 up to this bound, which is not included. */
  int below(int bound) {
    return (int) Math.floorMod(mix(state), (long) bound);
  }

  /** Returns a number between these bounds, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** Says whether something comes true that does so in this many of a hundred cases. */
  boolean percent(int chance) {
    return below(100) < chance;
  }

  /** Returns a time between these bounds. */
  Duration between(Duration least, Duration most) {
    long span = most.minus(least).toMillis();
    return least.plusMillis(Math.floorMod(mix(state ^ 0x5bf03635L), span + 1));
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
