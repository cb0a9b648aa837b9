package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.run.StoredEvent;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventPagesTest {
  private static final RunId RUN = new RunId("run-1");
  private static final Event EVENT =
      new Event.TaskCancelled(Instant.EPOCH, new TaskId("task"), "no longer wanted");

  private final EventPages pages = new EventPages();

  /** Each permit lets one reader of the log have an event. */
  private final Semaphore happened = new Semaphore(0);

  private final LinkedBlockingQueue<Thread> readers = new LinkedBlockingQueue<>();

  private final Orchestrator engine =
      (Orchestrator)
          Proxy.newProxyInstance(
              Orchestrator.class.getClassLoader(),
              new Class<?>[] {Orchestrator.class},
              (_, method, arguments) ->
                  switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> true; // there is no other
                    case "events" -> read((Long) arguments[1]);
                    default -> throw new AssertionError(method);
                  });

  private List<StoredEvent> read(long after) throws InterruptedException {
    readers.add(Thread.currentThread());
    happened.acquire();
    return List.of(new StoredEvent(after + 1, EVENT));
  }

  private Thread reader() throws InterruptedException {
    Thread reader = readers.poll(10, TimeUnit.SECONDS);
    assertThat(reader).isNotNull();
    return reader;
  }

  @Test
  void ofManyThatWaitForAnEventOneReadsIt() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EventPages.Page>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(clients.submit(() -> pages.after(engine, RUN, 7, Duration.ofSeconds(20))));
      }
      reader();
      assertThat(readers.poll(300, TimeUnit.MILLISECONDS)).isNull();

      happened.release();

      EventPages.Page page = waiting.getFirst().get();
      assertThat(page.last()).isEqualTo(8);
      for (Future<EventPages.Page> each : waiting) {
        assertThat(each.get()).isSameAs(page);
      }
    }
  }

  @Test
  void whoReadsForOthersMayBeInterrupted() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<EventPages.Page> first =
          clients.submit(() -> pages.after(engine, RUN, 7, Duration.ofSeconds(20)));
      Thread reading = reader();
      Future<EventPages.Page> second =
          clients.submit(() -> pages.after(engine, RUN, 7, Duration.ofSeconds(20)));

      reading.interrupt();
      reader();
      happened.release();

      assertThat(second.get().last()).isEqualTo(8);
      assertThat(first).failsWithin(Duration.ofSeconds(10));
    }
  }
}
