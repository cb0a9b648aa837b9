package dev.manyhands.engine.run;

import dev.manyhands.core.run.Effect;

/**
 * Makes effects happen. It says that one has ended, interrupted or not, by a call to {@link
 * EffectReconciler#ended}, which must come on the loop's thread and after the effect's outcome, if
 * it has one.
 */
public interface EffectLauncher {
  /** Starts an effect; returns at once. */
  void start(Effect effect);

  /** Asks a started effect to end; returns at once. */
  void interrupt(Effect effect);
}
