package dev.manyhands.core.run;

import java.util.List;
import java.util.Set;

/**
 * How what should be going on differs from what should have been going on.
 *
 * @param gone what should no longer go on
 * @param come what should go on from now on, in the order of {@link Decider#pending}
 */
public record PendingChange(List<Effect> gone, List<Effect> come) {
  public PendingChange {
    gone = List.copyOf(gone);
    come = List.copyOf(come);
  }

  /** Returns how two sets of effects differ. */
  public static PendingChange between(Set<Effect> before, Set<Effect> after) {
    return new PendingChange(
        before.stream().filter(effect -> !after.contains(effect)).toList(),
        after.stream().filter(effect -> !before.contains(effect)).toList());
  }
}
