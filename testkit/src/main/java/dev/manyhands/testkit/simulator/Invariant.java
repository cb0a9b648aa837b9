package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;
import java.time.Instant;
import java.util.List;

/** Something that must always hold; a method throws {@link Violation} when it does not. */
interface Invariant {

  /** Is called before a step. */
  default void before(Instant now, RunState state, List<Command> commands) {}

  /** Is called for each event of a step, before the ledger takes it. */
  default void event(Moment moment, RunState before, Event event, RunState after) {}

  /** Is called after a step, or after the crash that cut it short. */
  default void after(Moment moment) {}
}
