package dev.manyhands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of a run: what closes it, what outlives it, and what is told of it. */
@Timeout(120)
class RunScopeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SmallRepository repository;

  @BeforeEach
  void make(@TempDir Path folder) throws Exception {
    repository = SmallRepository.in(folder);
  }

  /** Says that it works, and does until it is interrupted. */
  private static Subagent<Void> waiting(CountDownLatch working) {
    return _ -> {
      working.countDown();
      new CountDownLatch(1).await();
      return null;
    };
  }

  @Test
  void closingCancelsAndWaits() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    Handle<Void> handle;
    AtomicReference<Thread> thread = new AtomicReference<>();
    try (Manyhands hands = repository.open()) {
      try (Run run = hands.start("scope")) {
        handle =
            run.spawn(
                "waits",
                Void.class,
                attempt -> {
                  thread.set(Thread.currentThread());
                  return waiting(working).work(attempt);
                });
        working.await();
      }
      assertThat(thread.get().isAlive()).isFalse();
      assertThat(handle.join(Duration.ZERO))
          .isEqualTo(new TaskEnd.Cancelled<>("waits", "its scope was closed"));
    }
  }

  @Test
  void aDeadlinePassesAndTheTaskGoesOn() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Manyhands hands = repository.open();
        Run run = hands.start("slow")) {
      Handle<String> slow =
          run.spawn(
              "slow",
              String.class,
              _ -> {
                go.await();
                return "late";
              });
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> slow.join(Duration.ofMillis(50)))
          .withMessage("task 'slow' has not ended within PT0.05S");
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> run.combine(Duration.ofMillis(50)));
      go.countDown();
      assertThat(slow.result(PATIENCE)).isEqualTo("late");
      assertThat(run.combine(PATIENCE).status()).isEqualTo(Combined.Status.SUCCEEDED);
      assertThatExceptionOfType(ManyhandsException.class)
          .isThrownBy(() -> run.spawn(Task.program("more", "true")))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    }
  }

  @Test
  void aDetachedRunOutlivesItsScopeAndIsResumed() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    String id;
    try (Manyhands hands = repository.open()) {
      Handle<Void> handle;
      try (Run run = hands.start("long", RunOptions::detached)) {
        id = run.id();
        handle = run.spawn("waits", Void.class, waiting(working));
        run.spawn("done", String.class, _ -> "before").result(PATIENCE);
        working.await();
      }
      assertThat(handle.isEnded()).isFalse();
    }
    try (Manyhands hands = repository.open()) {
      assertThatExceptionOfType(ManyhandsException.class)
          .isThrownBy(() -> hands.resume(id, _ -> {}))
          .withMessage("run %s needs functions that are not registered: waits".formatted(id))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIG));
      try (Run run =
          hands.resume(
              "latest",
              functions ->
                  functions.add("waits", String.class, attempt -> "again " + attempt.number()))) {
        ResultFormat<String> text = ResultFormat.json(String.class);
        assertThat(run.task("waits", text).result(PATIENCE)).isEqualTo("again 2");
        assertThat(run.task("done", text).result(PATIENCE)).isEqualTo("before");
        assertThat(run.spawn("more", String.class, _ -> "more").result(PATIENCE)).isEqualTo("more");
        assertThat(run.combine(PATIENCE).unchanged()).containsExactly("waits", "done", "more");
      }
    }
  }

  @Test
  void oneThatIgnoresItsInterruptionHoldsNobodyUp() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicReference<Path> workspace = new AtomicReference<>();
    AtomicReference<Thread> thread = new AtomicReference<>();
    try (Manyhands hands = repository.open()) {
      try (Run run = hands.start("stubborn")) {
        run.spawn(
            "stubborn",
            Void.class,
            attempt -> {
              thread.set(Thread.currentThread());
              workspace.set(attempt.workspace());
              Files.writeString(attempt.workspace().resolve("mine.txt"), "early\n");
              working.countDown();
              while (go.getCount() > 0) {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  // Deaf.
                }
              }
              Files.writeString(attempt.workspace().resolve("mine.txt"), "late\n");
              return null;
            });
        working.await();
      }
      assertThat(thread.get().isAlive()).as("was left behind").isTrue();
      try (Run run = hands.start("next")) {
        Path other = Path.of(run.spawn(where("where")).result(PATIENCE));
        assertThat(other).as("is of nobody else yet").isNotEqualTo(workspace.get());
        go.countDown();
        thread.get().join();
        assertThat(run.combine(PATIENCE).unchanged()).containsExactly("where");
      }
      String kept = repository.git("for-each-ref", "--format=%(refname)", "refs/manyhands");
      String ref = kept.lines().filter(r -> r.contains("/stubborn/")).findFirst().orElseThrow();
      assertThat(repository.git("show", ref + ":mine.txt")).isEqualTo("early\n");
    }
  }

  private static Task<String> where(String id) {
    return Task.function(id, String.class, attempt -> attempt.workspace().toString());
  }

  @Test
  void listenersHearEverythingOnceAndInOrder() throws Exception {
    List<TaskEvent> early = Collections.synchronizedList(new ArrayList<>());
    List<TaskEvent> late = Collections.synchronizedList(new ArrayList<>());
    try (Manyhands hands = repository.open();
        Run run = hands.start("heard")) {
      Handle<String> handle = run.spawn(Task.program("p", "true"));
      handle.onEvent(
          event -> {
            early.add(event);
            throw new IllegalStateException("a listener's own trouble");
          });
      handle.join(PATIENCE);
      run.combine(PATIENCE);
      handle.onEvent(late::add);
    }
    assertThat(early)
        .extracting(TaskEvent::kind)
        .containsExactly(
            TaskEvent.Kind.ATTEMPT_STARTED, TaskEvent.Kind.ATTEMPT_ENDED, TaskEvent.Kind.SUCCEEDED);
    assertThat(late).isEqualTo(early);
  }

  @Test
  void aPlanFileNamesFunctions(@TempDir Path folder) throws Exception {
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        """
        version: 1
        tasks:
          - {id: a, agent: "java:shout", prompt: hello}
          - {id: b, command: "echo b > b.txt", needs: [a]}
        combine: {check: "test -f b.txt"}
        """);
    try (Manyhands hands = repository.open()) {
      assertThatExceptionOfType(ManyhandsException.class)
          .isThrownBy(() -> hands.start(plan))
          .withMessageContaining("unknown agent");
      try (Run run =
          hands.start(
              plan,
              functions ->
                  functions.add("shout", String.class, attempt -> attempt.prompt() + "!"))) {
        Combined combined = run.combine(PATIENCE);
        assertThat(combined.merged()).containsExactly("b");
        assertThat(run.task("a", ResultFormat.json(String.class)).result(Duration.ZERO))
            .isEqualTo("hello!");
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        run.report(ReportFormat.JSON, report);
        assertThat(report.toString(StandardCharsets.UTF_8)).contains("\"agent\": \"java:shout\"");
      }
    }
  }

  @Test
  void whoeverWaitsIsToldThatTheRunWasStopped() throws Exception {
    Manyhands hands = repository.open();
    CountDownLatch working = new CountDownLatch(1);
    Handle<Void> handle;
    try (Run run = hands.start("stopped", RunOptions::detached)) {
      handle = run.spawn("waits", Void.class, waiting(working));
      working.await();
    }
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    handle.join(PATIENCE);
                  } catch (Exception e) {
                    thrown.set(e);
                  }
                });
    hands.close();
    hands.close();
    waiter.join();
    assertThat(thrown.get()).isInstanceOf(ManyhandsException.class).hasMessageContaining("stopped");
  }
}
