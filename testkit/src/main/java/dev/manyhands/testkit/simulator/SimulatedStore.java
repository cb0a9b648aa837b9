package dev.manyhands.testkit.simulator;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.EventStore;
import dev.manyhands.engine.run.RunEntry;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of one run; survives crashes, before and after an append among others. */
final class SimulatedStore implements EventStore {
  private final List<StoredEvent> events = new ArrayList<>();
  private Crash.Point crash = Crash.Point.NONE;

  /** Lets the next append crash, if this is a point near it. */
  void crashAt(Crash.Point point) {
    crash = point;
  }

  List<StoredEvent> events() {
    return events;
  }

  @Override
  public void append(RunId run, long last, List<Event> more) {
    if (crash == Crash.Point.BEFORE_APPEND) {
      throw new Crash();
    }
    if (last != events.size()) {
      throw new ManyhandsException(
          ManyhandsException.Kind.CONFLICT, "the run has other events by now", "");
    }
    for (Event event : more) {
      events.add(new StoredEvent(events.size() + 1L, event));
    }
    if (crash == Crash.Point.AFTER_APPEND) {
      throw new Crash();
    }
  }

  @Override
  public List<StoredEvent> read(RunId run, long after, int most) {
    int end = (int) Math.min(events.size(), after + most);
    return List.copyOf(events.subList((int) Math.min(after, end), end));
  }

  @Override
  public Optional<StoredEvent> last(RunId run) {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
  }

  @Override
  public void create(RunRecord run) {
    throw new UnsupportedOperationException("there is one run");
  }

  @Override
  public Optional<RunRecord> find(RunId run) {
    return Optional.empty();
  }

  @Override
  public Optional<RunEntry> entry(RunId run) {
    return Optional.empty();
  }

  @Override
  public List<RunEntry> runs() {
    return List.of();
  }

  @Override
  public void close() {}
}
