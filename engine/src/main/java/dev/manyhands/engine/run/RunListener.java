package dev.manyhands.engine.run;

import dev.manyhands.core.run.RunId;

/** Hears of events once they are durable, in order; must be quick and must not throw. */
@FunctionalInterface
public interface RunListener {
  /** Takes the next event of a run. */
  void on(RunId run, StoredEvent event);

  /** Returns a listener that tells this one, then the other. */
  default RunListener and(RunListener other) {
    return (run, event) -> {
      on(run, event);
      other.on(run, event);
    };
  }
}
