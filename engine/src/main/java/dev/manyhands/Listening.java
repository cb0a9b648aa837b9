package dev.manyhands;

import dev.manyhands.core.ManyhandsException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one thread on which the listeners of a run are told, so that they hold nobody else up. */
final class Listening {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private final ExecutorService executor;

  Listening(String run) {
    executor =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread created = Thread.ofVirtual().name("listeners of " + run).unstarted(work);
              thread.set(created);
              return created;
            });
  }

  /** Tells something, if anybody still listens. */
  void tell(Runnable news) {
    try {
      executor.execute(news);
    } catch (RejectedExecutionException e) {
      // The run is closed: nobody listens any more.
    }
  }

  /**
   * Adds a listener.
   *
   * @throws ManyhandsException if nobody is told anything any more (CONFLICT)
   */
  void add(Runnable adding) {
    try {
      executor.execute(adding);
    } catch (RejectedExecutionException e) {
      throw new ManyhandsException(
          ManyhandsException.Kind.CONFLICT,
          "the run is closed, and tells nobody of events",
          "add listeners before",
          e);
    }
  }

  /**
   * Tells what is left, and ends; a listener that takes longer than five seconds is left behind.
   */
  void close() {
    executor.shutdown();
    if (Thread.currentThread().equals(thread.get())) {
      return;
    }
    try {
      if (!executor.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
