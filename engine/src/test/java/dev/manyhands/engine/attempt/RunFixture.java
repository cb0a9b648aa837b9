package dev.manyhands.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.report.ReportProjection;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.agent.CommandAgent;
import dev.manyhands.engine.git.GitIntegrator;
import dev.manyhands.engine.git.GitWorkspaces;
import dev.manyhands.engine.git.Refs;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.git.UserRepository;
import dev.manyhands.engine.process.Eventually;
import dev.manyhands.engine.process.RunningProcesses;
import dev.manyhands.engine.process.Supervisor;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.RunThread;
import dev.manyhands.engine.run.SamplePlans;
import dev.manyhands.engine.run.SleepWatch;
import dev.manyhands.engine.run.StoredEvent;
import dev.manyhands.engine.store.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs plans with everything real: git, SQLite, processes. */
@Timeout(60)
abstract class RunFixture {
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir Path folder;

  final List<String> said = new CopyOnWriteArrayList<>();
  UserRepository user;
  RunId run;
  private SqliteEventStore store;

  @BeforeEach
  void open() {
    run = new RunId("r%d-%d".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet()));
    user = UserRepository.create(folder.resolve("repository"));
    openStore();
  }

  void openStore() {
    store = SqliteEventStore.open(folder.resolve("manyhands.db"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    assertThat(RunningProcesses.with("MANYHANDS_RUN", run.value())).as("what is left").isEmpty();
    assertThat(user.git("status", "--porcelain")).as("the user's checkout").isEmpty();
  }

  Path pool() {
    return folder.resolve("workspaces");
  }

  RunFolder runFolder() {
    return new RunFolder(folder.resolve("run"));
  }

  /** Starts a run with this plan. */
  RunThread start(Plan plan) throws InterruptedException {
    Repository repository = user.open();
    RunRecord record = new RunRecord(run, plan, repository.resolve("HEAD"), Instant.now());
    new GitIntegrator(repository).prepare(run, record.base().commit());
    store.create(record);
    return thread(plan, new Command.Start(Instant.now(), record.base(), List.of()));
  }

  /** Takes the run up again, as another engine would. */
  RunThread resume(Plan plan) throws InterruptedException {
    return thread(plan, new Command.Resume(Instant.now()));
  }

  private RunThread thread(Plan plan, Command first) throws InterruptedException {
    RunContext context = context(plan);
    List<StoredEvent> history = store.read(run, 0, 10_000);
    history.forEach(stored -> context.tasks().on(stored.event()));
    RunThread thread =
        new RunThread(
            run,
            plan,
            history,
            store,
            new RunEffects(context),
            SleepWatch.of(InstantSource.system()),
            (_, stored) -> {
              context.tasks().on(stored.event());
              context.desk().on(stored.event());
            });
    context.desk().connect(thread::tell);
    thread.start(List.of(first));
    return thread;
  }

  RunContext context(Plan plan) throws InterruptedException {
    Repository repository = user.open();
    Supervisor supervisor = new Supervisor(GRACE);
    return new RunContext(
        run,
        plan,
        new TaskBook(plan),
        new Desk(InstantSource.system(), Map.of()),
        runFolder(),
        new GitWorkspaces(repository, pool()),
        new GitIntegrator(repository),
        System.getenv(),
        Map.of(AgentName.COMMAND, new CommandAgent(supervisor))::get,
        supervisor,
        GRACE,
        InstantSource.system(),
        (attempt, line) -> said.add(attempt + ": " + line));
  }

  static void await(RunThread thread) throws InterruptedException {
    assertThat(thread.await(50, TimeUnit.SECONDS)).as("the run is over").isTrue();
  }

  /** Carries a plan to its end. */
  Report carry(Plan plan) throws InterruptedException {
    await(start(plan));
    return report(plan);
  }

  Report carry(SamplePlans plan) throws InterruptedException {
    return carry(plan.build());
  }

  Report report(Plan plan) {
    ReportProjection projection =
        new ReportProjection(run, plan, attempt -> Refs.attempt(run, attempt));
    store.read(run, 0, 10_000).forEach(stored -> projection.on(stored.event()));
    return projection.report();
  }

  static TaskReport of(Report report, String id) {
    return report.tasks().stream()
        .filter(task -> task.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the only attempt of the only task. */
  static AttemptReport only(Report report) {
    assertThat(report.tasks()).hasSize(1);
    assertThat(report.tasks().getFirst().attempts()).hasSize(1);
    return report.tasks().getFirst().attempts().getFirst();
  }

  String ref(String task, int attempt) {
    return Refs.attempt(run, new AttemptId(new TaskId(task), attempt));
  }

  /** Returns what is kept of a file. */
  String kept(String task, int attempt, String path) {
    return user.text(new CommitId(user.git("rev-parse", ref(task, attempt))), path);
  }

  String result(Report report, String path) {
    return user.text(report.result().orElseThrow().commit(), path);
  }

  /** Returns the workspaces that somebody holds. */
  List<String> held() throws IOException {
    if (!Files.isDirectory(pool())) {
      return List.of();
    }
    try (var slots = Files.list(pool())) {
      return slots
          .filter(slot -> Files.exists(slot.resolve("holder")))
          .map(Path::toString)
          .toList();
    }
  }

  /** Waits for a helper to have come to this point: it makes the file. */
  void awaitFile(Path file) throws Exception {
    Eventually.that(file + " is there", () -> Files.exists(file));
  }
}
