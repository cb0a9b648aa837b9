package dev.manyhands.engine.agent.function;

import org.jspecify.annotations.Nullable;

/** A function of this program that does tasks. Called for several tasks at once. */
@FunctionalInterface
public interface HelperFunction {

  /**
   * Does a task. Runs on a virtual thread of its own, which is interrupted when the helper is no
   * longer wanted or its time is up.
   *
   * @return its result as JSON text; null when there is none
   * @throws Exception whatever it throws: its attempt has failed then
   */
  @Nullable String apply(FunctionCall call) throws Exception;
}
