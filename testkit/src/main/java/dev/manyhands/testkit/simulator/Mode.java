package dev.manyhands.testkit.simulator;

import java.util.EnumSet;
import java.util.Set;

/** How rough the worlds of a simulation are. */
public enum Mode {
  /** Helpers, changes and checks fail; the engine never does. */
  CALM,
  /** Also, engines crash between any two steps, and outcomes come late and twice. */
  CRASHES,
  /** Also, tasks and runs are cancelled at any moment. */
  CANCELS;

  /** Returns everything that can go on in worlds of this mode. */
  Set<Trait> traits() {
    Set<Trait> traits = EnumSet.allOf(Trait.class);
    if (this == CALM) {
      traits.removeAll(EnumSet.of(Trait.CRASHES, Trait.DUPLICATES, Trait.SKEWED_CLOCK));
    }
    if (this != CANCELS) {
      traits.removeAll(EnumSet.of(Trait.TASK_CANCELS, Trait.RUN_CANCEL));
    }
    return traits;
  }
}
