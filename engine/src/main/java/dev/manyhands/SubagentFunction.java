package dev.manyhands;

import dev.manyhands.engine.agent.function.FunctionCall;
import dev.manyhands.engine.agent.function.HelperFunction;
import org.jspecify.annotations.Nullable;

/** A subagent as the engine calls it. */
record SubagentFunction<T extends @Nullable Object>(Subagent<T> subagent, ResultFormat<T> format)
    implements HelperFunction {
  @Override
  public String apply(FunctionCall call) throws Exception {
    return format.write(subagent.work(new CalledAttempt(call)));
  }
}
