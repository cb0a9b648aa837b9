package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.run.RunListener;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Duration;
import java.util.List;

/** Tells of the events of a run that is carried elsewhere, as if it were carried here. */
final class Follower {
  private static final int PAGE = 500;
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Orchestrator orchestrator;
  private final RunId run;
  private final RunListener listener;
  private final Thread thread;
  private volatile boolean ending;

  /** Tells of what comes after the events that there are. */
  Follower(Orchestrator orchestrator, RunId run, RunListener listener) {
    this.orchestrator = orchestrator;
    this.run = run;
    this.listener = listener;
    List<StoredEvent> history = orchestrator.history(run);
    long seen = history.isEmpty() ? 0 : history.getLast().seq();
    this.thread = Thread.ofVirtual().name("follower of " + run).start(() -> follow(seen));
  }

  private void follow(long from) {
    long seen = from;
    boolean more = true;
    try {
      while (more) {
        boolean last = ending;
        List<StoredEvent> events =
            orchestrator.events(run, seen, PAGE, last ? Duration.ZERO : WAIT);
        for (StoredEvent event : events) {
          listener.on(run, event);
          seen = event.seq();
        }
        boolean over = !events.isEmpty() && events.getLast().event() instanceof Event.RunFinished;
        more = !over && !(last && events.isEmpty());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ManyhandsException e) {
      // Whoever waits for the run is told the same.
    }
  }

  /** Tells of what is left, and ends. */
  void finish() throws InterruptedException {
    ending = true;
    thread.join();
  }
}
