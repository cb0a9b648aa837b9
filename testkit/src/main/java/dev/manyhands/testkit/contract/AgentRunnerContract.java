package dev.manyhands.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link AgentRunner} must do. Its helpers are made to behave by {@link #work}: a real
 * tool is best run against a scripted model server. Processes are found through {@code /proc}; on
 * other systems than Linux that part is passed over.
 */
@Timeout(600)
public abstract class AgentRunnerContract {
  private static final CommitId NO_COMMIT = new CommitId("0".repeat(40));

  /** What an argument of a program can be at the most on Linux, and more. */
  private static final int LONG = 200 * 1024;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir Path folder;

  private final Cookie cookie =
      new Cookie(
          Map.of(
              "MANYHANDS_RUN",
              "contract-%d-%d".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet())));
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<AgentEvent> events = new CopyOnWriteArrayList<>();
  private final List<Gate.Request> asked = new CopyOnWriteArrayList<>();
  private volatile Gate.Verdict verdict = Gate.Verdict.ALLOWED;

  /** For subclasses. */
  protected AgentRunnerContract() {}

  /** Returns the adapter. */
  protected abstract AgentRunner agent();

  /**
   * Returns what to ask of a helper so that it behaves like this; the tests of a behaviour that a
   * helper of this kind cannot have are passed over.
   */
  protected abstract Optional<Work> work(Behaviour behaviour);

  /** Returns what to tell a helper so that it does what comes next in its behaviour. */
  protected String message(Behaviour behaviour) {
    return "Go on.";
  }

  /** Returns variables that helpers of this kind need beside the path. */
  protected Map<String, String> environment() {
    return Map.of();
  }

  /** Returns variables that helpers of this kind, or a shell, set by themselves. */
  protected List<String> variablesOfItsOwn() {
    return List.of("PWD", "OLDPWD", "SHLVL", "_");
  }

  /** Returns the limits of helpers that are to run into them: longer than it takes to start one. */
  protected Duration patience() {
    return Duration.ofSeconds(1);
  }

  /** Returns the limits of helpers that are not to run into them. */
  protected Duration plenty() {
    return Duration.ofMinutes(1);
  }

  /** Returns how many helpers are to work at once: fewer for those that are heavy. */
  protected int many() {
    return 5;
  }

  /** Returns how long a helper takes that does it. Nothing of that one is seen by the test. */
  final Duration timeOfOne() throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("timed"));
    long start = System.nanoTime();
    run(assignment(Behaviour.DOES_IT, plenty(), plenty(), own, folder.resolve("timed.log")));
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    heard.clear();
    events.clear();
    asked.clear();
    return taken;
  }

  @AfterEach
  final void nothingIsLeft() throws IOException {
    assertThat(CookieSearch.find(cookie)).as("processes that outlive their helper").isEmpty();
  }

  private Map<String, String> allVariables() {
    return allVariables(cookie);
  }

  private Map<String, String> allVariables(Cookie cookie) {
    Map<String, String> variables = new LinkedHashMap<>(environment());
    variables.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
    variables.putAll(cookie.variables());
    return variables;
  }

  private Path log() {
    return folder.resolve("logs/output.log");
  }

  private Path workspace() throws IOException {
    return Files.createDirectories(folder.resolve("workspace"));
  }

  private Assignment assignment(
      Behaviour behaviour, Duration timeout, Duration idle, Path workspace, Path log) {
    return assignment(behaviour, timeout, idle, workspace, log, cookie);
  }

  private Assignment assignment(
      Behaviour behaviour,
      Duration timeout,
      Duration idle,
      Path workspace,
      Path log,
      Cookie cookie) {
    Optional<Work> work = work(behaviour);
    assumeTrue(work.isPresent(), () -> "helpers of this kind cannot do this: " + behaviour);
    TaskSpec task =
        new TaskSpec(
            new TaskId("task"),
            "Task",
            agent().name(),
            work.get(),
            List.of(),
            List.of(),
            null,
            new TaskLimits(plenty(), timeout, idle, 0));
    return new Assignment(
        task,
        NO_COMMIT,
        workspace,
        allVariables(cookie),
        cookie,
        log,
        folder.resolve("tool"),
        new Watch(timeout, idle),
        this::ask,
        events::add,
        heard::add);
  }

  private Gate.Verdict ask(Gate.Request request) {
    asked.add(request);
    return verdict;
  }

  private Assignment assignment(Behaviour behaviour) throws IOException {
    return assignment(behaviour, plenty(), plenty(), workspace(), log());
  }

  private static String prompt(Assignment assignment) {
    return assignment.task().work() instanceof Work.Prompt p ? p.text() : "";
  }

  /** How a helper ended, in one shape for all ways. */
  private record Ended(
      Outcome outcome, String reason, @Nullable Integer exitCodeOrNull, String summary) {
    static Ended of(TurnEnd end) {
      return switch (end) {
        case TurnEnd.Done done ->
            new Ended(Outcome.SUCCEEDED, "", done.exitCodeOrNull(), done.message());
        case TurnEnd.Failed failed ->
            new Ended(failed.outcome(), failed.reason(), failed.exitCodeOrNull(), failed.message());
        case TurnEnd.Interrupted _ -> throw new AssertionError("nobody interrupted it");
      };
    }
  }

  /** Lets a helper do all of its work, which is one turn. */
  private Ended run(Assignment assignment) throws InterruptedException {
    try (AgentSession session = agent().open(assignment)) {
      return Ended.of(session.turn(prompt(assignment)));
    }
  }

  private Ended run(Behaviour behaviour, Duration timeout, Duration idle) throws Exception {
    return run(assignment(behaviour, timeout, idle, workspace(), log()));
  }

  @Test
  void aHelperThatDoesItSucceeds() throws Exception {
    Ended result = run(Behaviour.DOES_IT, plenty(), plenty());

    assertThat(result.reason()).isEmpty();
    assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.summary()).contains("all done");
    assertThat(workspace().resolve("done.txt")).hasContent("done");
    assertThat(log()).isNotEmptyFile();
    assertThat(heard).as("lines of activity").isNotEmpty();
  }

  @Test
  void aPromptMayBeLong() throws Exception {
    Assignment assignment = assignment(Behaviour.DOES_IT);
    assumeTrue(assignment.task().work() instanceof Work.Prompt, "helpers are not prompted");
    String filler = "Background that you need not heed. ";
    String text = filler.repeat(LONG / filler.length()) + "\n\n" + prompt(assignment);

    try (AgentSession session = agent().open(assignment)) {
      Ended ended = Ended.of(session.turn(text));

      assertThat(ended.reason()).isEmpty();
    }
    assertThat(workspace().resolve("done.txt")).as("what the end of it asks for").exists();
  }

  @Test
  void aHelperThatFailsHasFailedAndSaysWhy() throws Exception {
    Ended result = run(Behaviour.FAILS, plenty(), plenty());

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isNotBlank();
    assertThat(workspace().resolve("partial.txt")).exists();
  }

  @Test
  void aHelperThatTakesTooLongIsEnded() throws Exception {
    Ended result = run(Behaviour.TALKS, patience(), plenty());

    assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(result.reason()).isNotBlank();
    assertThat(result.exitCodeOrNull()).isNull();
  }

  @Test
  void aHelperThatIsSilentForTooLongIsEnded() throws Exception {
    Ended result = run(Behaviour.HANGS, plenty(), patience());

    assertThat(result.outcome()).isEqualTo(Outcome.STALLED);
    assertThat(result.reason()).isNotBlank();
    assertThat(workspace().resolve("started.txt")).exists();
  }

  @Test
  void aHelperThatTalksIsNotSilent() throws Exception {
    Duration longer = patience().multipliedBy(2);

    assertThat(run(Behaviour.TALKS, longer, patience()).outcome()).isEqualTo(Outcome.TIMED_OUT);
  }

  /** I7: {@link #nothingIsLeft}. */
  @Test
  void whatAHelperLeavesBehindIsEnded() throws Exception {
    assertThat(run(Behaviour.LEAVES_DAEMONS, plenty(), plenty()).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  /** I7: {@link #nothingIsLeft}. */
  @Test
  void allThatAHelperStartedIsEndedWithIt() throws Exception {
    assertThat(run(Behaviour.HANGS_WITH_DAEMONS, plenty(), patience()).outcome())
        .isEqualTo(Outcome.STALLED);
  }

  @Test
  void anInterruptionEndsTheHelperBeforeItIsThrown() throws Exception {
    Assignment assignment =
        assignment(Behaviour.HANGS_WITH_DAEMONS, plenty(), plenty(), workspace(), log());
    Path started = workspace().resolve("started.txt");
    Thread here = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              while (!Files.exists(started)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
              }
              here.interrupt();
            });

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run(assignment));

    assertThat(CookieSearch.find(cookie)).isEmpty();
  }

  @Test
  void itsEnvironmentIsWhatItWasAssigned() throws Exception {
    run(Behaviour.SHOWS_ENVIRONMENT, plenty(), plenty());

    List<String> names = Files.readAllLines(workspace().resolve("environment.txt"));
    assertThat(names).containsAll(allVariables().keySet());
    List<String> ours = new ArrayList<>(System.getenv().keySet());
    ours.removeAll(allVariables().keySet());
    ours.removeAll(variablesOfItsOwn());
    assertThat(names).as("variables of this process").doesNotContainAnyElementsOf(ours);
  }

  @Test
  void aSessionGoesOnWhereItWas() throws Exception {
    assumeTrue(agent().features().turns(), "a session is one turn");
    Assignment assignment = assignment(Behaviour.GOES_ON);

    try (AgentSession session = agent().open(assignment)) {
      Ended first = Ended.of(session.turn(prompt(assignment)));
      Ended second = Ended.of(session.turn(message(Behaviour.GOES_ON)));

      assertThat(first.reason()).isEmpty();
      assertThat(first.summary()).contains("first answer");
      assertThat(second.reason()).isEmpty();
      assertThat(second.summary()).contains("second answer");
    }
    assertThat(usage()).as("usage, which never becomes less").isSortedAccordingTo(LESS_FIRST);
    assertThat(names(AgentEvent.Started.class)).as("that the tool is there").isNotEmpty();
  }

  private static final Comparator<Usage> LESS_FIRST =
      Comparator.comparingLong(Usage::inputTokens).thenComparingLong(Usage::outputTokens);

  private List<Usage> usage() {
    return names(AgentEvent.Consumed.class).stream().map(AgentEvent.Consumed::usage).toList();
  }

  private <E extends AgentEvent> List<E> names(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void anInterruptedTurnEndsAndTheSessionGoesOn() throws Exception {
    assumeTrue(agent().features().interrupts(), "turns cannot be interrupted");
    Assignment assignment = assignment(Behaviour.HANGS);
    Path started = workspace().resolve("started.txt");

    try (AgentSession session = agent().open(assignment)) {
      session.interrupt(); // Between turns it does nothing.
      Thread interrupting =
          Thread.startVirtualThread(
              () -> {
                while (!Files.exists(started)) {
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
                session.interrupt();
              });
      assertThat(session.turn(prompt(assignment))).isInstanceOf(TurnEnd.Interrupted.class);
      interrupting.join();

      Ended after = Ended.of(session.turn(message(Behaviour.HANGS)));
      assertThat(after.reason()).isEmpty();
      assertThat(after.outcome()).isEqualTo(Outcome.SUCCEEDED);
    }
  }

  @Test
  void whatIsAllowedIsDone() throws Exception {
    assumeTrue(agent().features().permissions(), "helpers do not ask");

    Ended ended = run(assignment(Behaviour.ASKS));

    assertThat(asked).as("requests").isNotEmpty();
    assertThat(ended.reason()).isEmpty();
    assertThat(folder.resolve("outside.txt")).exists();
  }

  @Test
  void whatIsDeniedIsNotDoneAndNotCalledDone() throws Exception {
    assumeTrue(agent().features().permissions(), "helpers do not ask");
    verdict = Gate.Verdict.denied("the contract denies it");

    Ended ended = run(assignment(Behaviour.ASKS));

    assertThat(asked).as("requests").isNotEmpty();
    assertThat(folder.resolve("outside.txt")).doesNotExist();
    assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ended.reason()).contains("not allowed").contains("the contract denies it");
  }

  @Test
  void manyHelpersWorkAtOnce() throws Exception {
    // The first start of a tool may set up its home, which is not to be tested here.
    assertThat(run(assignment(Behaviour.DOES_IT)).outcome()).isEqualTo(Outcome.SUCCEEDED);
    List<Future<Ended>> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many(); i++) {
        Path own = Files.createDirectories(folder.resolve("workspace-" + i));
        Path log = folder.resolve("log-" + i);
        // Each is known by variables of its own: the end of one is not the end of the others.
        Map<String, String> variables = new LinkedHashMap<>(cookie.variables());
        variables.put("MANYHANDS_TASK", "task-" + i);
        Assignment assignment =
            assignment(Behaviour.DOES_IT, plenty(), plenty(), own, log, new Cookie(variables));
        all.add(pool.submit(() -> run(assignment)));
      }
    }
    for (Future<Ended> one : all) {
      assertThat(one.get().outcome()).as(one.get().reason()).isEqualTo(Outcome.SUCCEEDED);
    }
    for (int i = 0; i < many(); i++) {
      assertThat(folder.resolve("workspace-" + i).resolve("done.txt")).exists();
    }
  }
}
