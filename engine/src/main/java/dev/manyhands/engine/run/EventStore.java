package dev.manyhands.engine.run;

import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import java.util.List;
import java.util.Optional;

/** Keeps runs and their events. Safe for use by many threads. */
public interface EventStore extends AutoCloseable {

  /**
   * Keeps a new run, without events.
   *
   * @throws dev.manyhands.core.ManyhandsException if there is a run of this id (CONFLICT), or it
   *     could not be kept (EXTERNAL)
   */
  void create(RunRecord run);

  /**
   * Appends events, all or none; returns when they are durable.
   *
   * @param last the number of the run's last event so far; 0 when there is none
   * @throws dev.manyhands.core.ManyhandsException if the run has other events by now (CONFLICT), or
   *     they could not be kept (EXTERNAL)
   */
  void append(RunId run, long last, List<Event> events);

  /**
   * Returns events in order, without gaps.
   *
   * @param after the number of the event before the first one wanted; 0 for all
   * @param most how many at the most
   */
  List<StoredEvent> read(RunId run, long after, int most);

  /** Returns all events of a run, in order. */
  default List<StoredEvent> all(RunId run) {
    return read(run, 0, Integer.MAX_VALUE);
  }

  /** Returns the last event of a run. */
  Optional<StoredEvent> last(RunId run);

  /** Returns the run of this id. */
  Optional<RunRecord> find(RunId run);

  /** Returns what a list shows of a run; reads no plan, however many tasks it has. */
  Optional<RunEntry> entry(RunId run);

  /** Returns the same of all runs, the newest first. */
  List<RunEntry> runs();

  @Override
  void close();
}
