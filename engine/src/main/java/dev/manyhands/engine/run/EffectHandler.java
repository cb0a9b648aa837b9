package dev.manyhands.engine.run;

import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import java.util.Optional;

/** Carries out effects, each on a thread of its own. */
@FunctionalInterface
public interface EffectHandler {
  /**
   * Carries out one effect and returns its outcome.
   *
   * @return empty when there is nothing to say
   * @throws InterruptedException when the effect is no longer wanted; by then it has ended
   */
  Optional<Command> carryOut(Effect effect) throws InterruptedException;
}
