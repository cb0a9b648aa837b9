package dev.manyhands.engine.attempt;

import dev.manyhands.core.run.AttemptId;

/** Hears what helpers are doing, one line at a time, for people to look at. */
@FunctionalInterface
public interface Activity {
  /** Takes the last line of a helper; called from any thread, and must be quick. */
  void says(AttemptId attempt, String line);
}
