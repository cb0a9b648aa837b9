package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;

/** Sees every event of a simulation, with the states around it. */
@FunctionalInterface
public interface StepObserver {
  /** Takes an event that has become durable. */
  void on(RunState before, Event event, RunState after);
}
