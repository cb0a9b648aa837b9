package dev.manyhands;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.agent.function.FunctionAgents;
import dev.manyhands.engine.plan.PlanReader;
import dev.manyhands.engine.run.StoredEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A repository, and the background subagents that work on it. They work in this process: there is
 * no daemon, and at most one process carries runs of a repository at a time. Safe for use by many
 * threads.
 *
 * <pre>{@code
 * try (var hands = Manyhands.open(Path.of(".")); var run = hands.start("migrate")) {
 *   Handle<Stats> stats = run.spawn("count", Stats.class, attempt -> count(attempt.files()));
 *   Handle<String> tests = run.spawn(Task.agent("tests", "codex", "Migrate the tests."));
 *   tests.onEvent(System.out::println);
 *   System.out.println(stats.result(Duration.ofMinutes(5)));
 *   System.out.println(run.combine(Duration.ofHours(1)));
 * }
 * }</pre>
 */
public final class Manyhands implements AutoCloseable {
  private final Map<RunId, Run> runs = new ConcurrentHashMap<>();
  private final FunctionAgents functions = new FunctionAgents();
  private final EmbeddedOrchestrator orchestrator;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Manyhands(Path folder, Map<String, String> environment) throws InterruptedException {
    orchestrator =
        EmbeddedOrchestrator.open(folder, environment, functions, this::on, (_, _) -> {});
  }

  /**
   * Opens the repository around a folder. Runs are kept where the commands of Manyhands keep them:
   * in {@code $MANYHANDS_HOME}, else {@code $XDG_STATE_HOME/manyhands}, else {@code
   * ~/.local/state/manyhands}.
   *
   * @throws ManyhandsException if there is no repository (USAGE), or its state cannot be kept
   *     (EXTERNAL)
   */
  public static Manyhands open(Path folder) throws InterruptedException {
    return new Manyhands(folder, System.getenv());
  }

  /**
   * Opens the repository around a folder.
   *
   * @param state a folder in which everything about runs is kept; need not exist
   * @throws ManyhandsException as {@link #open(Path)}
   */
  public static Manyhands open(Path folder, Path state) throws InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("MANYHANDS_HOME", state.toAbsolutePath().toString());
    return new Manyhands(folder, environment);
  }

  /**
   * Starts a run without tasks, which are added with {@link Run#spawn}.
   *
   * @param name for people
   * @throws ManyhandsException if the repository has no commit (USAGE), or another process carries
   *     runs of it (EXTERNAL)
   */
  public Run start(String name) throws InterruptedException {
    return start(name, _ -> {});
  }

  /**
   * Starts a run without tasks, which are added with {@link Run#spawn}.
   *
   * @param name for people
   * @param options says how it is carried out
   * @throws ManyhandsException as {@link #start(String)}
   */
  public Run start(String name, Consumer<? super RunOptions> options) throws InterruptedException {
    RunOptions chosen = new RunOptions();
    options.accept(chosen);
    return begin(chosen.plan(name), new Functions(), chosen.isDetached());
  }

  /**
   * Starts the run of a plan file. Its tasks are found with {@link Run#task}, and {@link
   * Run#combine} waits for its end.
   *
   * @throws ManyhandsException if the plan is wrong (CONFIG); else as {@link #start(String)}
   */
  public Run start(Path plan) throws InterruptedException {
    return start(plan, _ -> {});
  }

  /**
   * Starts the run of a plan file.
   *
   * @param registering adds the functions that its tasks name as the agent {@code java:NAME}
   * @throws ManyhandsException as {@link #start(Path)}
   */
  public Run start(Path plan, Consumer<? super Functions> registering) throws InterruptedException {
    Functions registered = new Functions();
    registering.accept(registered);
    Set<AgentName> agents = new HashSet<>(orchestrator.agents().names());
    agents.addAll(registered.agents());
    return begin(new PlanReader().read(plan, agents).orThrow(), registered, false);
  }

  private Run begin(Plan plan, Functions registered, boolean detached) throws InterruptedException {
    return carry(orchestrator.submit(plan), registered, plan.open(), detached);
  }

  /**
   * Takes a run up again that was stopped, or whose process ended. Attempts that were under way are
   * lost, with what they had changed kept, and are made again.
   *
   * @param run its id, the beginning of its id, or {@code latest}
   * @param registering adds the functions that do tasks of it, under the same names as before
   * @throws ManyhandsException if there is no such run (USAGE), if a task that is not over needs a
   *     function that is not registered (CONFIG), if it is carried here already (CONFLICT), or if
   *     another process carries runs of the repository (EXTERNAL)
   */
  public Run resume(String run, Consumer<? super Functions> registering)
      throws InterruptedException {
    Functions registered = new Functions();
    registering.accept(registered);
    RunId id = orchestrator.find(run);
    Run known = runs.get(id);
    if (known != null && !orchestrator.await(id, Duration.ZERO)) {
      throw new ManyhandsException(
          ManyhandsException.Kind.CONFLICT, "run %s is going on here".formatted(id), "");
    }
    demand(registered, orchestrator.report(id));
    return carry(id, registered, orchestrator.plan(id).open(), false);
  }

  private static void demand(Functions registered, Report report) {
    List<String> missing =
        report.tasks().stream()
            .filter(
                task ->
                    !Set.of("merged", "succeeded", "failed", "cancelled", "skipped")
                        .contains(task.state()))
            .map(task -> new AgentName(task.agent()))
            .filter(FunctionAgents::isFunction)
            .map(FunctionAgents::function)
            .distinct()
            .filter(name -> !registered.byName().containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new ManyhandsException(
          ManyhandsException.Kind.CONFIG,
          "run %s needs functions that are not registered: %s"
              .formatted(report.run(), String.join(", ", missing)),
          "register each under the name that it had");
    }
  }

  private Run carry(RunId id, Functions registered, boolean open, boolean detached)
      throws InterruptedException {
    Run run = new Run(orchestrator, id, registered, open, detached, this::forget);
    functions.register(id, registered.byName());
    orchestrator.history(id).forEach(run::on);
    runs.put(id, run);
    try {
      orchestrator.carry(id);
    } catch (ManyhandsException | InterruptedException e) {
      forget(run);
      run.leave();
      throw e;
    }
    return run;
  }

  private void forget(Run run) {
    if (runs.remove(run.runId(), run)) {
      functions.forget(run.runId());
    }
  }

  private void on(RunId id, StoredEvent event) {
    Run run = runs.get(id);
    if (run != null) {
      run.on(event);
    }
  }

  /**
   * Closes every run, as {@link Run#close} does, and stops those that are detached: they can be
   * resumed. Idempotent.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    runs.values().forEach(Run::endEarly);
    runs.values().forEach(Run::awaitEnd);
    runs.values().forEach(Run::leave);
    orchestrator.close();
    runs.clear();
  }
}
