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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pages of events as they are sent. Many clients that follow one run share them: of those that wait
 * for the same event one reads it for all, and a full page never changes and is kept. Holds 8 MiB
 * at the most. Safe for any thread.
 */
final class EventPages {
  private static final int SIZE = 200;
  private static final long MOST_BYTES = 8 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Page> full = new LinkedHashMap<>(16, 0.75f, true);
  private final ConcurrentMap<Key, CompletableFuture<Page>> reading = new ConcurrentHashMap<>();
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

  /**
   * Returns some events after one, as soon as there are any, and none when the time is up: that of
   * whoever asked for them first.
   */
  Page after(Orchestrator engine, RunId run, long after, Duration wait)
      throws InterruptedException {
    Key key = new Key(engine, run, after);
    while (true) {
      CompletableFuture<Page> mine = new CompletableFuture<>();
      CompletableFuture<Page> others = reading.putIfAbsent(key, mine);
      if (others == null) {
        return read(key, wait, mine);
      }
      try {
        return others.get();
      } catch (ExecutionException | CancellationException e) {
        // What went wrong there, or who was interrupted, is no matter of this client.
      }
    }
  }

  private Page read(Key key, Duration wait, CompletableFuture<Page> forOthers)
      throws InterruptedException {
    try {
      Page page = read(key, wait);
      forOthers.complete(page);
      return page;
    } finally {
      reading.remove(key, forOthers);
      forOthers.cancel(false); // of no effect when it is there
    }
  }

  private Page read(Key key, Duration wait) throws InterruptedException {
    long after = key.after();
    boolean begins = after % SIZE == 0;
    Page known = begins ? find(key) : null;
    if (known != null) {
      return known;
    }
    int most = (int) (SIZE - after % SIZE);
    Page page = page(key.engine().events(key.run(), after, most, wait), after);
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
