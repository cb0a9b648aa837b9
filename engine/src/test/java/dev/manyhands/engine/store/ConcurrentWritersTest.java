package dev.manyhands.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConcurrentWritersTest {
  private static final int THREADS = 50;
  private static final int APPENDS = 20;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("manyhands.db");
  }

  @Test
  void everyRunHasItsEventsInOrderWithoutGaps() throws Exception {
    try (SqliteEventStore store = SqliteEventStore.open(file);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        RunId run = new RunId("r" + t);
        all.add(threads.submit(() -> appendAll(store, run)));
      }
      for (Future<?> one : all) {
        one.get();
      }

      for (int t = 0; t < THREADS; t++) {
        RunId run = new RunId("r" + t);
        assertThat(store.read(run, 0, 1000))
            .extracting(stored -> stored.seq())
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 3 * APPENDS).boxed().toList());
        assertThat(Stores.numbers(store, run))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 3 * APPENDS).boxed().toList());
      }
    }
  }

  private static void appendAll(SqliteEventStore store, RunId run) {
    store.create(Stores.run(run.value()));
    for (int i = 0; i < APPENDS; i++) {
      store.append(run, 3L * i, Stores.events(3 * i + 1, 3 * i + 3));
    }
  }

  /** Of many who expect the same last event exactly one is right. */
  @Test
  void oneOfManyRivalsWinsEachNumber() throws Exception {
    RunId run = new RunId("r");
    int rivals = 8;
    try (SqliteEventStore store = SqliteEventStore.open(file);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.create(Stores.run("r"));
      List<Future<Integer>> all = new ArrayList<>();
      for (int rival = 0; rival < rivals; rival++) {
        all.add(threads.submit(() -> wins(store, run)));
      }
      int wins = 0;
      for (Future<Integer> one : all) {
        wins += one.get();
      }

      assertThat(wins).isEqualTo(APPENDS);
      assertThat(Stores.numbers(store, run))
          .containsExactlyElementsOf(IntStream.range(0, APPENDS).mapToObj(Long::valueOf).toList());
    }
  }

  private static int wins(SqliteEventStore store, RunId run) {
    int wins = 0;
    for (int last = 0; last < APPENDS; last++) {
      try {
        store.append(run, last, List.of(Stores.event(last)));
        wins++;
      } catch (ManyhandsException e) {
        assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.CONFLICT);
      }
    }
    return wins;
  }

  /** Other processes submit and cancel runs while an engine appends. */
  @Test
  void anotherWriterOnTheSameFileDisturbsNobody() throws Exception {
    RunId run = new RunId("r");
    AtomicBoolean over = new AtomicBoolean();
    try (SqliteEventStore engine = SqliteEventStore.open(file);
        SqliteEventStore other = SqliteEventStore.open(file);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      engine.create(Stores.run("r"));
      Future<Integer> asking =
          threads.submit(
              () -> {
                int asked = 0;
                while (!over.get()) {
                  other.ask(run, "please");
                  asked++;
                }
                return asked;
              });
      try {
        for (int last = 0; last < 100; last++) {
          engine.append(run, last, List.of(Stores.event(last)));
        }
      } finally {
        over.set(true);
      }

      int asked = asking.get();
      assertThat(engine.asked(run, 0).size()).isEqualTo(asked).isPositive();
      assertThat(Stores.numbers(other, run)).hasSize(100);
    }
  }
}
