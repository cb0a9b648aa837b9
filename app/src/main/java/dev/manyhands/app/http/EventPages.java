package dev.manyhands.app.http;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.run.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pages of events as they are sent. A full page never changes: many clients that follow one run
 * share it. Holds 8 MiB at the most. Safe for any thread.
 */
final class EventPages {
  private static final int SIZE = 200;
  private static final long MOST_BYTES = 8 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Page> full = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Key(Orchestrator engine, RunId run, long after) {}

  /**
   * Events as they are sent.
   *
   * @param last the number of the last one; of the one before when there is none
   * @param over whether that is the last one of the run
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Page(byte[] frames, long last, boolean over) {}

  /** Returns some events after one, as soon as there are any, and none when the time is up. */
  Page after(Orchestrator engine, RunId run, long after, Duration wait)
      throws InterruptedException {
    boolean begins = after % SIZE == 0;
    Key key = new Key(engine, run, after);
    Page known = begins ? find(key) : null;
    if (known != null) {
      return known;
    }
    int most = (int) (SIZE - after % SIZE);
    Page page = page(engine.events(run, after, most, wait), after);
    if (begins && page.last() == after + SIZE) {
      keep(key, page);
    }
    return page;
  }

  private static Page page(List<StoredEvent> events, long after) {
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(EventFeed.frame(event)));
    byte[] frames = text.toString().getBytes(StandardCharsets.UTF_8);
    return events.isEmpty()
        ? new Page(frames, after, false)
        : new Page(frames, events.getLast().seq(), EventFeed.isLast(events.getLast()));
  }

  private @Nullable Page find(Key key) {
    lock.lock();
    try {
      return full.get(key);
    } finally {
      lock.unlock();
    }
  }

  private void keep(Key key, Page page) {
    lock.lock();
    try {
      if (full.putIfAbsent(key, page) == null) {
        bytes += page.frames().length;
      }
      Iterator<Page> eldest = full.values().iterator();
      while (bytes > MOST_BYTES && eldest.hasNext()) {
        bytes -= eldest.next().frames().length;
        eldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
