package dev.manyhands.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.engine.run.EventStore;
import dev.manyhands.engine.run.RunEntry;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link EventStore} must do. */
@Timeout(60)
public abstract class EventStoreContract {
  private static final RunId RUN = new RunId("run-1");
  private static final RunId OTHER = new RunId("run-2");
  private static final RunId NONE = new RunId("no-such-run");

  private EventStore store;

  /** For subclasses. */
  protected EventStoreContract() {}

  /**
   * Opens the store. Within one test it is always the same one: what was kept before the last was
   * closed is there.
   */
  protected abstract EventStore open() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
    store.create(ContractSamples.run(RUN.value(), ContractSamples.AT));
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  private void reopen() throws Exception {
    store.close();
    store = open();
  }

  private static List<Event> events(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(ContractSamples::event).toList();
  }

  private static List<StoredEvent> stored(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(number -> new StoredEvent(number, ContractSamples.event(number)))
        .toList();
  }

  private static void demandConflict(ThrowingCallable call) {
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.CONFLICT));
  }

  @Test
  void aNewRunHasNoEvents() {
    assertThat(store.read(RUN, 0, 10)).isEmpty();
    assertThat(store.last(RUN)).isEmpty();
  }

  @Test
  void aRunComesBackAsItWasCreated() throws Exception {
    RunRecord run = ContractSamples.run(RUN.value(), ContractSamples.AT);

    assertThat(store.find(RUN)).contains(run);
    reopen();
    assertThat(store.find(RUN)).contains(run);
    assertThat(store.runs()).extracting(RunEntry::id).containsExactly(run.id());
  }

  @Test
  void aListShowsWhatARunHasComeTo() throws Exception {
    RunRecord run = ContractSamples.run(OTHER.value(), ContractSamples.AT.plusSeconds(1));
    store.create(run);
    assertThat(store.entry(OTHER)).contains(entry(run, 2, Optional.empty()));

    TaskSpec more = run.plan().tasks().getFirst();
    store.append(OTHER, 0, List.of(new Event.TasksAdded(run.createdAt(), List.of(more, more))));
    assertThat(store.entry(OTHER)).contains(entry(run, 4, Optional.empty()));

    store.append(
        OTHER, 1, List.of(new Event.RunFinished(run.createdAt(), RunStatus.PARTIAL, "it is so")));
    reopen();
    assertThat(store.entry(OTHER)).contains(entry(run, 4, Optional.of(RunStatus.PARTIAL)));
    assertThat(store.runs()).first().isEqualTo(entry(run, 4, Optional.of(RunStatus.PARTIAL)));
    assertThat(store.entry(NONE)).isEmpty();
  }

  private static RunEntry entry(RunRecord run, int tasks, Optional<RunStatus> end) {
    return new RunEntry(run.id(), run.plan().name(), tasks, run.createdAt(), end);
  }

  @Test
  void aRunIsCreatedOnce() {
    demandConflict(() -> store.create(ContractSamples.run(RUN.value(), ContractSamples.AT)));
  }

  @Test
  void theNewestRunIsFirst() {
    RunRecord third = ContractSamples.run("run-3", ContractSamples.AT.plusSeconds(2));
    RunRecord second = ContractSamples.run("run-2", ContractSamples.AT.plusMillis(1));
    store.create(third);
    store.create(second);

    assertThat(store.runs()).extracting(RunEntry::id).containsExactly(third.id(), second.id(), RUN);
  }

  @Test
  void aRunThatDoesNotExistIsEmpty() {
    assertThat(store.find(NONE)).isEmpty();
    assertThat(store.read(NONE, 0, 10)).isEmpty();
    assertThat(store.last(NONE)).isEmpty();
    assertThatThrownBy(() -> store.append(NONE, 0, events(1, 1)))
        .isInstanceOf(ManyhandsException.class);
    assertThat(store.read(NONE, 0, 10)).isEmpty();
  }

  @Test
  void eventsAreNumberedFromOneWithoutGaps() {
    store.append(RUN, 0, events(1, 1));
    store.append(RUN, 1, events(2, 5));
    store.append(RUN, 5, events(6, 6));

    assertThat(store.read(RUN, 0, 100)).isEqualTo(stored(1, 6));
    assertThat(store.last(RUN)).contains(stored(6, 6).getFirst());
  }

  @Test
  void eventsCanBeReadInPages() {
    store.append(RUN, 0, events(1, 10));

    assertThat(store.read(RUN, 0, 4)).isEqualTo(stored(1, 4));
    assertThat(store.read(RUN, 4, 4)).isEqualTo(stored(5, 8));
    assertThat(store.read(RUN, 8, 4)).isEqualTo(stored(9, 10));
    assertThat(store.read(RUN, 10, 4)).isEmpty();
    assertThat(store.read(RUN, 99, 4)).isEmpty();
  }

  @Test
  void everythingThatEventsHaveComesBack() throws Exception {
    List<Event> variety = ContractSamples.variety();
    store.append(RUN, 0, variety);

    reopen();

    assertThat(store.read(RUN, 0, 100)).extracting(StoredEvent::event).isEqualTo(variety);
  }

  @Test
  void whoExpectsAnotherLastEventChangesNothing() {
    store.append(RUN, 0, events(1, 3));

    demandConflict(() -> store.append(RUN, 0, events(1, 3)));
    demandConflict(() -> store.append(RUN, 2, events(3, 4)));
    demandConflict(() -> store.append(RUN, 4, events(5, 5)));

    assertThat(store.read(RUN, 0, 100)).isEqualTo(stored(1, 3));
    store.append(RUN, 3, events(4, 4));
  }

  @Test
  void runsDoNotMix() {
    store.create(ContractSamples.run(OTHER.value(), ContractSamples.AT));
    store.append(RUN, 0, events(1, 2));
    store.append(OTHER, 0, events(1, 1));
    store.append(RUN, 2, events(3, 3));

    assertThat(store.read(RUN, 0, 100)).isEqualTo(stored(1, 3));
    assertThat(store.read(OTHER, 0, 100)).isEqualTo(stored(1, 1));
  }

  @Test
  void everythingIsThereAfterItWasClosed() throws Exception {
    store.append(RUN, 0, events(1, 3));
    reopen();
    assertThat(store.read(RUN, 0, 100)).isEqualTo(stored(1, 3));
    store.append(RUN, 3, events(4, 4));
    reopen();

    assertThat(store.read(RUN, 0, 100)).isEqualTo(stored(1, 4));
  }

  @Test
  void whatComesAfterClosingIsRefused() throws Exception {
    store.close();

    assertThatThrownBy(() -> store.append(RUN, 0, events(1, 1)))
        .isInstanceOf(ManyhandsException.class);

    store = open();
    assertThat(store.read(RUN, 0, 100)).isEmpty();
  }

  /** Whoever appends must know what became of it; an interruption can wait. */
  @Test
  void anInterruptedThreadAppendsAllTheSame() {
    Thread.currentThread().interrupt();

    store.append(RUN, 0, events(1, 1));

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(store.read(RUN, 0, 100)).isEqualTo(stored(1, 1));
  }

  @Test
  void manyThreadsMayAppendAtOnce() throws Exception {
    int threads = 20;
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int t = 0; t < threads; t++) {
        RunId run = new RunId("many-" + t);
        all.add(
            pool.submit(
                () -> {
                  store.create(ContractSamples.run(run.value(), ContractSamples.AT));
                  for (int last = 0; last < 20; last += 2) {
                    store.append(run, last, events(last + 1, last + 2));
                    assertThat(store.last(run)).contains(stored(last + 2, last + 2).getFirst());
                  }
                }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }

    for (int t = 0; t < threads; t++) {
      assertThat(store.read(new RunId("many-" + t), 0, 100)).isEqualTo(stored(1, 20));
    }
  }

  @Test
  void ofManyRivalsOneWinsEachNumber() throws Exception {
    int numbers = 20;
    List<Future<Integer>> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int rival = 0; rival < 8; rival++) {
        all.add(pool.submit(() -> wins(numbers)));
      }
    }
    int wins = 0;
    for (Future<Integer> one : all) {
      wins += one.get();
    }

    assertThat(wins).isEqualTo(numbers);
    assertThat(store.read(RUN, 0, 100)).isEqualTo(stored(1, numbers));
  }

  private int wins(int numbers) {
    int wins = 0;
    for (int last = 0; last < numbers; last++) {
      try {
        store.append(RUN, last, events(last + 1L, last + 1L));
        wins++;
      } catch (ManyhandsException e) {
        assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.CONFLICT);
      }
    }
    return wins;
  }
}
