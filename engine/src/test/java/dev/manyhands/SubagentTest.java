package dev.manyhands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Java functions can do, and what becomes of them. */
@Timeout(120)
class SubagentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SmallRepository repository;
  private Manyhands hands;
  private Run run;

  record Stats(String file, long lines) {}

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    repository = SmallRepository.in(folder);
    hands = repository.open();
    run = hands.start("sample", r -> r.concurrency(4));
  }

  @AfterEach
  void close() {
    hands.close();
  }

  private static Stats count(Attempt attempt, String file) throws InterruptedException {
    return new Stats(file, attempt.files().text(file).orElseThrow().lines().count());
  }

  @Test
  void aFunctionThatOnlyLooksReturnsATypedResult() throws Exception {
    Handle<Stats> a =
        run.spawn(
            Task.function("a", Stats.class, attempt -> count(attempt, "src/a.txt")).readOnly());
    assertThat(a.result(PATIENCE)).isEqualTo(new Stats("src/a.txt", 2));
    assertThat(a.isEnded()).isTrue();
    assertThat(run.combine(PATIENCE).unchanged()).containsExactly("a");
  }

  @Test
  void whatAFunctionChangesIsCombinedWithWhatOthersChange() throws Exception {
    Subagent<Integer> shout =
        attempt -> {
          Path file = attempt.workspace().resolve(attempt.prompt());
          String text = Files.readString(file);
          Files.writeString(file, text.toUpperCase(java.util.Locale.ROOT));
          return text.length();
        };
    ResultFormat<Integer> number = ResultFormat.json(Integer.class);
    List<Handle<Integer>> both =
        run.spawnAll(
            List.of(
                Task.function("a", "shout", number, shout).prompt("src/a.txt"),
                Task.function("b", "shout", number, shout).prompt("src/b.txt")));
    Handle<String> program = run.spawn(Task.program("c", "sh", "-c", "echo 4 > c.txt; echo done"));

    assertThat(both.getFirst().join(PATIENCE)).isEqualTo(new TaskEnd.Done<>("a", 8, 1));
    assertThat(program.result(PATIENCE)).isEqualTo("done");
    Combined combined = run.combine(PATIENCE);
    assertThat(combined.status()).isEqualTo(Combined.Status.SUCCEEDED);
    assertThat(combined.merged()).containsExactly("a", "b", "c");
    String branch = combined.branch().orElseThrow();
    assertThat(repository.git("show", branch + ":src/a.txt")).isEqualTo("ONE\nTWO\n");
    assertThat(repository.git("show", branch + ":src/b.txt")).isEqualTo("THREE\n");
    assertThat(repository.git("status", "--porcelain")).isEmpty();
    assertThat(run.land()).isEqualTo("main");
    assertThat(repository.folder().resolve("c.txt")).hasContent("4");
  }

  @Test
  void whatAFunctionThrowsIsTheReasonOfItsFailure() throws Exception {
    Handle<Void> bad =
        run.spawn(
            "bad",
            Void.class,
            _ -> {
              throw new IOException("no luck today");
            });
    Handle<String> after = run.spawn(Task.program("after", "true").needs("bad"));
    assertThat(bad.join(PATIENCE)).isEqualTo(new TaskEnd.Failed<>("bad", "no luck today"));
    assertThat(after.join(PATIENCE)).isEqualTo(new TaskEnd.Skipped<>("after", "bad"));
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> bad.result(PATIENCE))
        .withMessage("task 'bad' failed: no luck today")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    Combined combined = run.combine(PATIENCE);
    assertThat(combined.status()).isEqualTo(Combined.Status.FAILED);
    assertThat(combined.rejected())
        .extracting(Combined.Rejected::task)
        .containsExactly("bad", "after");
  }

  @Test
  void anErrorOfAFunctionIsNoErrorOfTheEngine() throws Exception {
    Handle<Void> bad =
        run.spawn(
            "bad",
            Void.class,
            _ -> {
              throw new StackOverflowError();
            });
    assertThat(bad.join(PATIENCE))
        .isEqualTo(new TaskEnd.Failed<>("bad", "java.lang.StackOverflowError"));
    assertThat(run.spawn("good", String.class, _ -> "fine").result(PATIENCE)).isEqualTo("fine");
  }

  @Test
  void aResultThatIsTooLargeIsAFailure() throws Exception {
    Handle<String> large = run.spawn("large", String.class, _ -> "x".repeat(300_000));
    assertThat(large.join(PATIENCE))
        .isEqualTo(
            new TaskEnd.Failed<>(
                "large",
                "its result has 300002 bytes as JSON; at most 262144 are kept: write it to a"
                    + " file"));
  }

  @Test
  void aResultOfAnotherTypeIsRefused() throws Exception {
    run.spawn("word", String.class, _ -> "word").result(PATIENCE);
    Handle<Stats> other = run.task("word", ResultFormat.json(Stats.class));
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> other.join(PATIENCE))
        .withMessageStartingWith("the result of task 'word' is not of the type");
  }

  @Test
  void messagesAreInItsMailboxWhileItWorks() throws Exception {
    Handle<String> echo =
        run.spawn(
            "echo",
            String.class,
            attempt ->
                attempt.mailbox().poll(PATIENCE).orElseThrow()
                    + attempt.mailbox().poll(PATIENCE).orElseThrow());
    echo.send("to and ");
    echo.send("fro");
    assertThat(echo.result(PATIENCE)).isEqualTo("to and fro");
  }

  @Test
  void itAsksAndIsAnswered() throws Exception {
    Handle<String> asks =
        run.spawn("asks", String.class, attempt -> attempt.mailbox().ask("Which?", "none"));
    CountDownLatch asked = new CountDownLatch(1);
    AtomicReference<String> question = new AtomicReference<>();
    asks.onEvent(
        event -> {
          if (event.kind() == TaskEvent.Kind.QUESTION_ASKED) {
            question.set(event.text());
            asked.countDown();
          }
        });
    asked.await();
    asks.answer("the second");
    assertThat(question).hasValue("Which?");
    assertThat(asks.result(PATIENCE)).isEqualTo("the second");
  }

  @Test
  void oneThatIsCancelledIsInterrupted() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    AtomicReference<Boolean> told = new AtomicReference<>();
    Handle<Void> sleeper =
        run.spawn(
            "sleeper",
            Void.class,
            attempt -> {
              working.countDown();
              try {
                new CountDownLatch(1).await();
                return null;
              } finally {
                told.set(attempt.isCancelled());
              }
            });
    working.await();
    sleeper.cancel();
    assertThat(sleeper.join(PATIENCE))
        .isEqualTo(new TaskEnd.Cancelled<>("sleeper", "it was cancelled"));
    assertThat(told).hasValue(true);
  }

  @Test
  void oneWhoseTimeIsUpIsInterrupted() throws Exception {
    Handle<Void> late =
        run.spawn(
            Task.function(
                    "late",
                    Void.class,
                    _ -> {
                      new CountDownLatch(1).await();
                      return null;
                    })
                .timeout(Duration.ofMillis(200)));
    assertThat(late.join(PATIENCE))
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class, e -> assertThat(e.reason()).contains("longer than"));
  }

  @Test
  void itsProgramsEndWithIt() throws Exception {
    Handle<Long> leaves =
        run.spawn("leaves", Long.class, attempt -> attempt.program("sleep", "600").start().pid());
    long pid = leaves.result(PATIENCE);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void twoFunctionsOfOneNameAreRefused() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ResultFormat<Void> nothing = ResultFormat.json(Void.class);
    run.spawn(
        Task.function(
            "a",
            "same",
            nothing,
            _ -> {
              never.await();
              return null;
            }));
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> run.spawn(Task.function("b", "same", nothing, _ -> null)))
        .withMessage("another function is registered as 'same'");
  }

  @Test
  void thousandsWorkAtOnce() throws Exception {
    int many = 2_000;
    CountDownLatch all = new CountDownLatch(many);
    Subagent<Integer> meets =
        attempt -> {
          all.countDown();
          all.await(); // Nobody returns before everybody is there.
          return attempt.number();
        };
    ResultFormat<Integer> number = ResultFormat.json(Integer.class);
    try (Run wide = hands.start("wide", r -> r.concurrency(many))) {
      List<Handle<Integer>> handles =
          wide.spawnAll(
              IntStream.range(0, many)
                  .mapToObj(i -> Task.function("t" + i, "meets", number, meets).readOnly())
                  .toList());
      for (Handle<Integer> handle : handles) {
        assertThat(handle.result(PATIENCE)).isEqualTo(1);
      }
      assertThat(wide.combine(PATIENCE).unchanged()).hasSize(many);
    }
    try (var slots = Files.walk(repository.state()).filter(p -> p.endsWith("workspaces"))) {
      assertThat(slots.flatMap(SubagentTest::children)).as("no checkout was made").isEmpty();
    }
  }

  private static java.util.stream.Stream<Path> children(Path folder) {
    try (var children = Files.list(folder)) {
      return children.toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
