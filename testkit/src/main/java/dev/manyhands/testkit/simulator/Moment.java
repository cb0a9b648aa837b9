package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;
import java.util.List;

/**
 * What is there to be checked after a step, or after a crash that cut it short.
 *
 * @param commands those of the step
 * @param events those that became durable in it
 */
record Moment(
    Surroundings around,
    Ledger ledger,
    Engine engine,
    List<Command> commands,
    RunState before,
    List<Event> events,
    RunState after,
    boolean crashed) {

  Repository repository() {
    return around.repository();
  }
}
