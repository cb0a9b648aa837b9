package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.RunListener;
import dev.manyhands.engine.run.StoredEvent;
import java.util.List;

/** I9: nobody is told of an event before it is durable; I6: and of each once, in order. */
final class Audience implements RunListener {
  private final List<StoredEvent> durable;
  private long told;

  /**
   * Creates the audience of an engine.
   *
   * @param durable the events of the store, as they grow; those that are there have been told
   */
  Audience(List<StoredEvent> durable) {
    this.durable = durable;
    this.told = durable.size();
  }

  @Override
  public void on(RunId run, StoredEvent event) {
    if (event.seq() != told + 1) {
      throw new Violation("I6", "event %d is told after event %d".formatted(event.seq(), told));
    }
    if (event.seq() > durable.size() || !durable.get((int) told).equals(event)) {
      throw new Violation("I9", event + " is told before it is durable");
    }
    told = event.seq();
  }
}
