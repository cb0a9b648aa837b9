package dev.manyhands.engine.port;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;

/** Who works in a workspace. */
public sealed interface Holder {
  /** Returns the run. */
  RunId run();

  /** A helper. */
  record Attempt(RunId run, AttemptId attempt) implements Holder {
    @Override
    public String toString() {
      return run + " " + attempt;
    }
  }

  /** The combined check; its files are never worth keeping. */
  record Combination(RunId run) implements Holder {
    @Override
    public String toString() {
      return run + " combination";
    }
  }
}
