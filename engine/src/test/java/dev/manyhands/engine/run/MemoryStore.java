package dev.manyhands.engine.run;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The events of one run, as long as its test lasts. It can be slow, and it can fail. */
final class MemoryStore implements EventStore {
  private final List<StoredEvent> events = new ArrayList<>();
  private int appends;
  private int failFrom = Integer.MAX_VALUE;
  private @Nullable CountDownLatch gate;

  /** Fails from this append on, counted from 1. */
  synchronized MemoryStore failingFrom(int append) {
    failFrom = append;
    return this;
  }

  /** Lets appends wait for this from now on. */
  synchronized void waitFor(CountDownLatch latch) {
    gate = latch;
  }

  synchronized int appends() {
    return appends;
  }

  synchronized List<StoredEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public void append(RunId run, long last, List<Event> more) {
    CountDownLatch latch;
    synchronized (this) {
      appends++;
      latch = gate;
    }
    if (latch != null) {
      Uninterrupted.run(
          () -> {
            latch.await();
            return latch;
          });
    }
    synchronized (this) {
      if (appends >= failFrom) {
        throw ManyhandsException.external("the disk is full", "make room", null);
      }
      if (last != events.size()) {
        throw new IllegalStateException("expected " + last + ", but there are " + events.size());
      }
      more.forEach(event -> events.add(new StoredEvent(events.size() + 1L, event)));
    }
  }

  @Override
  public synchronized List<StoredEvent> read(RunId run, long after, int most) {
    return events.stream().skip(after).limit(most).toList();
  }

  @Override
  public synchronized Optional<StoredEvent> last(RunId run) {
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
