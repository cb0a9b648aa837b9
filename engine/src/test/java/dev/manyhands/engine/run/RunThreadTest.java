package dev.manyhands.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.engine.process.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunThreadTest {
  private static final RunId RUN = new RunId("r");
  private static final Plan PLAN =
      SamplePlans.of(SamplePlans.task("a", "true"), SamplePlans.task("b", "true")).build();

  private final MemoryStore store = new MemoryStore();
  private final ConcurrentLinkedQueue<StoredEvent> heard = new ConcurrentLinkedQueue<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AtomicInteger going = new AtomicInteger();
  private final Machine machine = new Machine();
  private final SleepWatch sleeps = new SleepWatch(machine, machine);
  private final CountDownLatch attemptsGoOn = new CountDownLatch(1);

  /** Attempts take until they may end; everything else ends at once. */
  private Optional<Command> carryOut(Effect effect) throws InterruptedException {
    String name = effect.getClass().getSimpleName();
    going.incrementAndGet();
    log.add(name);
    try {
      if (effect instanceof Effect.RunAttempt) {
        attemptsGoOn.await();
      }
      return Outcomes.of(effect);
    } catch (InterruptedException e) {
      log.add(name + " interrupted");
      throw e;
    } finally {
      going.decrementAndGet();
      log.add(name + " ended");
    }
  }

  private RunThread thread(EffectHandler handler) {
    return new RunThread(
        RUN, PLAN, store.events(), store, handler, sleeps, (_, event) -> heard.add(event));
  }

  private RunThread started() throws Exception {
    RunThread thread = thread(this::carryOut);
    thread.start(List.of(Outcomes.start()));
    Eventually.that("both attempts go on", () -> count("RunAttempt") == 2);
    return thread;
  }

  private long count(String entry) {
    return log.stream().filter(entry::equals).count();
  }

  private static boolean await(RunThread thread) throws InterruptedException {
    return thread.await(20, TimeUnit.SECONDS);
  }

  private Event last() {
    return store.events().getLast().event();
  }

  @Test
  void carriesARunToItsEnd() throws Exception {
    attemptsGoOn.countDown();
    RunThread thread = thread(this::carryOut);

    thread.start(List.of(Outcomes.start()));

    assertThat(await(thread)).isTrue();
    assertThat(last())
        .isInstanceOfSatisfying(
            Event.RunFinished.class, e -> assertThat(e.status()).isEqualTo(RunStatus.SUCCEEDED));
    assertThat(heard).containsExactlyElementsOf(store.events());
    assertThat(going).as("nothing outlives the run").hasValue(0);
  }

  @Test
  void waitsNoLongerThanItIsAsked() throws Exception {
    RunThread thread = started();

    assertThat(thread.await(1, TimeUnit.MILLISECONDS)).isFalse();

    attemptsGoOn.countDown();
    assertThat(await(thread)).isTrue();
  }

  /** Or the lid of a laptop would end every attempt. */
  @Test
  void timeThatTheMachineSleptExpiresNothing() throws Exception {
    RunThread thread = started();
    machine.jumps(Duration.ofDays(2));

    thread.tell(new Command.Tick(machine.instant()));
    attemptsGoOn.countDown();

    assertThat(await(thread)).isTrue();
    assertThat(store.events())
        .extracting(stored -> stored.event().getClass().getSimpleName())
        .containsOnlyOnce("TimeLost")
        .doesNotContain("RunCancelling", "AttemptStopping");
  }

  /** I7, I3: what salvages an attempt starts when the attempt's own thread has ended. */
  @Test
  void aCancelledAttemptIsSalvagedWhenItHasEnded() throws Exception {
    RunThread thread = started();
    log.clear();

    thread.tell(new Command.CancelTask(Outcomes.AT, new TaskId("a"), "asked"));
    Eventually.that("it is salvaged", () -> log.contains("Salvage ended"));

    assertThat(log)
        .containsSubsequence(
            "RunAttempt interrupted", "RunAttempt ended", "Salvage", "Salvage ended");
    attemptsGoOn.countDown();
    assertThat(await(thread)).isTrue();
    assertThat(store.events())
        .extracting(stored -> stored.event().getClass().getSimpleName())
        .containsOnlyOnce("TaskCancelled", "RunFinished");
  }

  @Test
  void aStoppedRunCanBeResumed() throws Exception {
    RunThread first = started();

    first.stop();

    assertThat(await(first)).isTrue();
    assertThat(going).hasValue(0);
    assertThat(last()).isNotInstanceOf(Event.RunFinished.class);
    attemptsGoOn.countDown();
    RunThread second = thread(this::carryOut);
    second.start(List.of(new Command.Resume(Outcomes.AT)));
    // The attempts that were lost are tried again after a pause that this clock does not reach.
    Eventually.that("they are salvaged", () -> count("Salvage ended") == 2);
    second.stop();
    assertThat(await(second)).isTrue();
    assertThat(heard).containsExactlyElementsOf(store.events());
  }

  @Test
  void aRunThatIsStoppedAtOnceIsDurableAndQuiet() throws Exception {
    RunThread thread = thread(this::carryOut);
    thread.stop();

    thread.start(List.of(Outcomes.start()));

    assertThat(await(thread)).isTrue();
    assertThat(going).hasValue(0);
    assertThat(last()).isNotInstanceOf(Event.RunFinished.class);
  }

  @Test
  void aRunThatIsOverStaysOver() throws Exception {
    attemptsGoOn.countDown();
    RunThread first = thread(this::carryOut);
    first.start(List.of(Outcomes.start()));
    await(first);
    int events = store.events().size();

    RunThread second = thread(this::carryOut);
    second.start(List.of(new Command.Resume(Outcomes.AT)));

    assertThat(await(second)).isTrue();
    assertThat(store.events()).hasSize(events);
  }

  /** I9, and the end of everything that goes on. */
  @Test
  void whenTheStoreFailsTheRunStopsLoudlyAndNobodyIsToldOfWhatIsNotDurable() throws Exception {
    store.failingFrom(2);
    CountDownLatch cleanedUp = new CountDownLatch(1);
    RunThread thread =
        thread(
            effect -> {
              try {
                return carryOut(effect);
              } finally {
                Uninterrupted.run(
                    () -> {
                      cleanedUp.await();
                      return cleanedUp;
                    });
              }
            });
    thread.start(List.of(Outcomes.start()));
    Eventually.that("both attempts go on", () -> count("RunAttempt") == 2);

    thread.tell(new Command.CancelTask(Outcomes.AT, new TaskId("a"), "asked"));
    Eventually.that("both are interrupted", () -> count("RunAttempt interrupted") == 2);

    assertThat(thread.await(20, TimeUnit.MILLISECONDS)).as("before effects have ended").isFalse();
    cleanedUp.countDown();
    assertThatThrownBy(() -> await(thread))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL))
        .hasMessage("the disk is full");
    assertThat(heard).containsExactlyElementsOf(store.events()).hasSize(3);
    thread.awaitQuietly();
  }

  @Test
  void whenAnEffectBreaksTheRunStopsLoudly() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    RunThread thread =
        thread(
            effect -> {
              if (effect instanceof Effect.RunAttempt run) {
                both.countDown();
                both.await();
                if (run.attempt().task().value().equals("a")) {
                  throw new IllegalStateException("planted");
                }
              }
              return carryOut(effect);
            });

    thread.start(List.of(Outcomes.start()));

    assertThatThrownBy(() -> await(thread))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.BUG))
        .hasMessageContaining("run r cannot go on")
        .hasMessageContaining("planted");
    assertThat(going).hasValue(0);
    assertThat(last()).isNotInstanceOf(Event.RunFinished.class);
  }

  @Test
  void whenAListenerBreaksTheRunStopsLoudly() {
    RunThread thread =
        new RunThread(
            RUN,
            PLAN,
            List.of(),
            store,
            this::carryOut,
            sleeps,
            (_, _) -> {
              throw new IllegalStateException("planted");
            });

    thread.start(List.of(Outcomes.start()));

    assertThatThrownBy(() -> await(thread)).hasMessageContaining("planted");
    assertThat(going).hasValue(0);
  }

  @Test
  void whatComesWhileTheStoreIsSlowIsDecidedTogether() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    RunThread thread = started();
    int before = store.appends();
    store.waitFor(slow);
    thread.tell(new Command.CancelTask(Outcomes.AT, new TaskId("a"), "asked"));
    Eventually.that("the store is busy", () -> store.appends() == before + 1);
    for (int i = 0; i < 100; i++) {
      thread.tell(new Command.CancelRun(Outcomes.AT, "asked"));
      thread.tell(new Command.CancelTask(Outcomes.AT, new TaskId("b"), "asked"));
    }

    slow.countDown();

    assertThat(await(thread)).isTrue();
    assertThat(last()).isInstanceOf(Event.RunFinished.class);
    // Two cancellations, two outcomes, at most two of the integration and the end.
    assertThat(store.appends() - before).isLessThan(10);
  }
}
