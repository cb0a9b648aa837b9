package dev.manyhands.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Cleaned;
import dev.manyhands.engine.Landed;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.plan.PlanReader;
import dev.manyhands.engine.run.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Orchestrator} must do, whether it works here or asks another process. */
@Timeout(120)
public abstract class OrchestratorContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RunId NONE = new RunId("no-such-run");

  private Path repository;
  private Orchestrator orchestrator;

  /** For subclasses. */
  protected OrchestratorContract() {}

  /**
   * Opens a repository.
   *
   * @param state a folder for whatever is to be kept
   */
  protected abstract Orchestrator open(Path repository, Path state) throws Exception;

  @BeforeEach
  final void openRepository(@TempDir Path folder) throws Exception {
    repository = Files.createDirectory(folder.resolve("repository"));
    git("init", "-q", "-b", "main");
    Files.writeString(repository.resolve("a.txt"), "one\n");
    git("add", "--all");
    git("commit", "-q", "-m", "start");
    orchestrator = open(repository, Files.createDirectory(folder.resolve("state")));
  }

  @AfterEach
  final void closeOrchestrator() {
    orchestrator.close();
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> argv =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
    argv.addAll(List.of(arguments));
    Process process = new ProcessBuilder(argv).directory(repository.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private static Plan plan(String tasks) {
    return new PlanReader()
        .read(
            "{version: 1, name: sample, tasks: [%s], combine: {check: 'true'}}".formatted(tasks),
            "sample",
            Set.of(AgentName.COMMAND))
        .orThrow();
  }

  private static Plan openPlan() {
    return new PlanReader()
        .readOpen("{version: 1, name: open, combine: {check: 'true'}}", "open", Set.of())
        .orThrow();
  }

  private static List<TaskSpec> tasks(String tasks, TaskId... present) {
    return new PlanReader()
        .readTasks("[" + tasks + "]", "tasks", Set.of(AgentName.COMMAND), "", Set.of(present))
        .orThrow();
  }

  private RunId carried(Plan plan) throws InterruptedException {
    RunId run = orchestrator.submit(plan);
    orchestrator.carry(run);
    return run;
  }

  private Report ended(RunId run) throws InterruptedException {
    assertThat(orchestrator.await(run, PATIENCE)).as("ends in time").isTrue();
    return orchestrator.report(run);
  }

  private static String state(Report report, String task) {
    return report.tasks().stream()
        .filter(t -> t.id().value().equals(task))
        .map(Report.TaskReport::state)
        .findFirst()
        .orElseThrow();
  }

  /** Waits for an event of this kind. */
  private void awaitEvent(RunId run, Class<? extends Event> kind) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    long seen = 0;
    boolean found = false;
    while (!found) {
      assertThat(System.nanoTime()).as("%s in time", kind).isLessThan(giveUp);
      for (StoredEvent event : orchestrator.events(run, seen, 100, Duration.ofSeconds(1))) {
        seen = event.seq();
        found |= kind.isInstance(event.event());
      }
    }
  }

  private static void refused(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void aRunIsSubmittedCarriedReportedAndLanded() throws Exception {
    Plan plan = plan("{id: one, command: 'echo 1 > one.txt'}, {id: two, command: 'echo 2 > two'}");
    RunId run = orchestrator.submit(plan);
    assertThat(orchestrator.plan(run)).isEqualTo(plan);
    assertThat(orchestrator.find("latest")).isEqualTo(run);
    assertThat(orchestrator.find(run.value().substring(0, 8))).isEqualTo(run);
    assertThat(orchestrator.summary(run).status()).isEqualTo(RunSummary.INTERRUPTED);
    assertThat(orchestrator.await(run, Duration.ZERO)).as("nobody carries it").isTrue();
    refused(Kind.CONFLICT, () -> orchestrator.land(run));

    orchestrator.carry(run);
    Report report = ended(run);

    assertThat(report.status()).isEqualTo("succeeded");
    assertThat(report.tasks()).extracting(Report.TaskReport::state).containsOnly("merged");
    assertThat(orchestrator.summary(run).status()).isEqualTo("succeeded");
    assertThat(orchestrator.runs()).extracting(RunSummary::id).containsExactly(run);
    assertThat(orchestrator.questions(run)).isEmpty();
    assertThat(diff(run, Optional.of(new TaskId("one")))).contains("one.txt").doesNotContain("two");
    assertThat(diff(run, Optional.empty())).contains("one.txt").contains("two");
    Landed landed = orchestrator.land(run);
    assertThat(landed.branch()).isEqualTo("main");
    assertThat(landed.before()).isFalse();
    assertThat(repository.resolve("one.txt")).hasContent("1");
    assertThat(orchestrator.land(run).before()).isTrue();
    orchestrator.carry(run);
    assertThat(orchestrator.report(run)).isEqualTo(report);
  }

  private String diff(RunId run, Optional<TaskId> task) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    orchestrator.diff(run, task, List.of("--stat"), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eventsAreNumberedWithoutGapsAndWaitedFor() throws Exception {
    RunId run = orchestrator.submit(plan("{id: one, command: 'true'}"));
    assertThat(orchestrator.events(run, 0, 10, Duration.ofMillis(20))).isEmpty();
    orchestrator.carry(run);
    List<StoredEvent> seen = new ArrayList<>();
    while (seen.isEmpty() || !(seen.getLast().event() instanceof Event.RunFinished)) {
      List<StoredEvent> next = orchestrator.events(run, seen.size(), 3, PATIENCE);
      assertThat(next).as("after %d in time", seen.size()).isNotEmpty().hasSizeLessThan(4);
      seen.addAll(next);
    }
    assertThat(seen).isEqualTo(orchestrator.history(run));
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i).seq()).isEqualTo(i + 1);
    }
    assertThat(orchestrator.events(run, seen.size(), 10)).isEmpty();
  }

  @Test
  void oneTaskOrAllAreCancelled() throws Exception {
    RunId run =
        carried(plan("{id: slow, command: 'sleep 1000'}, {id: slower, command: 'sleep 2000'}"));
    awaitEvent(run, Event.AttemptStarted.class);
    assertThat(orchestrator.await(run, Duration.ofMillis(10))).isFalse();
    orchestrator.cancel(run, Optional.of(new TaskId("slow")), "not needed");
    awaitEvent(run, Event.TaskCancelled.class);
    assertThat(orchestrator.summary(run).status()).isEqualTo(Report.RUNNING);
    orchestrator.cancel(run, Optional.empty(), "enough");
    Report report = ended(run);
    assertThat(report.status()).isEqualTo("cancelled");
    assertThat(state(report, "slow")).isEqualTo("cancelled");
    assertThat(state(report, "slower")).isEqualTo("cancelled");
    orchestrator.cancel(run, Optional.empty(), "again");
    assertThat(orchestrator.report(run)).isEqualTo(report);
  }

  @Test
  void tasksAreAddedToAnOpenRunUntilItIsClosed() throws Exception {
    RunId run = carried(openPlan());
    orchestrator.add(run, tasks("{id: one, command: 'echo 1 > one.txt'}"));
    orchestrator.add(
        run, tasks("{id: two, needs: [one], command: 'cat one.txt > two'}", new TaskId("one")));
    refused(Kind.CONFLICT, () -> orchestrator.add(run, tasks("{id: one, command: 'true'}")));
    orchestrator.close(run, Optional.empty(), Optional.of("All of it"));
    Report report = ended(run);
    assertThat(report.status()).isEqualTo("succeeded");
    assertThat(report.tasks()).hasSize(2);
    assertThat(diff(run, Optional.empty())).contains("one.txt").contains("two");
    refused(Kind.CONFLICT, () -> orchestrator.add(run, tasks("{id: late, command: 'true'}")));
  }

  @Test
  void aRunThatIsStoppedIsTakenUpAgain() throws Exception {
    Path go = repository.resolveSibling("go");
    RunId run = carried(plan("{id: slow, command: 'test -e \"%s\" || sleep 1000'}".formatted(go)));
    awaitEvent(run, Event.AttemptStarted.class);
    orchestrator.stop(run);
    assertThat(orchestrator.await(run, PATIENCE)).isTrue();
    assertThat(orchestrator.summary(run).status()).isEqualTo(RunSummary.INTERRUPTED);
    refused(Kind.CONFLICT, () -> orchestrator.send(run, new TaskId("slow"), "Hello", false));
    Files.createFile(go);
    orchestrator.carry(run);
    assertThat(ended(run).status()).isEqualTo("succeeded");
  }

  @Test
  void whatThereIsNotIsAWrongCall() throws Exception {
    refused(Kind.USAGE, () -> orchestrator.find("latest"));
    RunId run = carried(plan("{id: one, command: 'true'}"));
    TaskId none = new TaskId("none");
    assertThat(ended(run).status()).isEqualTo("succeeded");
    refused(Kind.USAGE, () -> orchestrator.find("zzz"));
    refused(Kind.USAGE, () -> orchestrator.summary(NONE));
    refused(Kind.USAGE, () -> orchestrator.plan(NONE));
    refused(Kind.USAGE, () -> orchestrator.report(NONE));
    refused(Kind.USAGE, () -> orchestrator.carry(NONE));
    refused(Kind.USAGE, () -> orchestrator.await(NONE, Duration.ZERO));
    refused(Kind.USAGE, () -> orchestrator.add(NONE, tasks("{id: one, command: 'true'}")));
    refused(Kind.USAGE, () -> orchestrator.cancel(run, Optional.of(none), "why not"));
    refused(Kind.USAGE, () -> diff(run, Optional.of(none)));
    String longest = "x".repeat(Orchestrator.LONGEST_TEXT + 1);
    refused(Kind.USAGE, () -> orchestrator.send(run, new TaskId("one"), longest, false));
    refused(Kind.CONFLICT, () -> orchestrator.send(run, new TaskId("one"), "Hello", false));
    refused(
        Kind.CONFLICT,
        () -> orchestrator.answer(run, new TaskId("one"), QuestionName.LONGEST_OPEN, "Yes"));
  }

  @Test
  void whatIsOldIsCleanedAway() throws Exception {
    RunId run = carried(plan("{id: one, command: 'echo 1 > one.txt'}"));
    assertThat(ended(run).status()).isEqualTo("succeeded");
    Cleaned would = orchestrator.clean(Duration.ZERO, true);
    assertThat(orchestrator.folder(run).root()).exists();
    Cleaned cleaned = orchestrator.clean(Duration.ZERO, false);
    assertThat(cleaned.removed()).isEqualTo(would.removed()).isNotEmpty();
    assertThat(orchestrator.folder(run).root()).doesNotExist();
  }
}
