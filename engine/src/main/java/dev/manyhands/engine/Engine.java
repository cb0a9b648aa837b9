package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.agent.CommandAgent;
import dev.manyhands.engine.agent.MeteredAgent;
import dev.manyhands.engine.agent.Prices;
import dev.manyhands.engine.agent.builtin.BuiltInAgent;
import dev.manyhands.engine.agent.function.FunctionAgents;
import dev.manyhands.engine.agent.function.Stragglers;
import dev.manyhands.engine.agent.throttle.Throttles;
import dev.manyhands.engine.attempt.Activity;
import dev.manyhands.engine.attempt.Desk;
import dev.manyhands.engine.attempt.RunContext;
import dev.manyhands.engine.attempt.RunEffects;
import dev.manyhands.engine.attempt.TaskBook;
import dev.manyhands.engine.desk.HelperLine;
import dev.manyhands.engine.desk.HelperPath;
import dev.manyhands.engine.desk.HelperSocket;
import dev.manyhands.engine.git.GitCommitFiles;
import dev.manyhands.engine.git.GitIntegrator;
import dev.manyhands.engine.git.GitWorkspaces;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.Integrator;
import dev.manyhands.engine.port.Workspaces;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.ProcessTree;
import dev.manyhands.engine.process.Supervisor;
import dev.manyhands.engine.run.RunListener;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.RunThread;
import dev.manyhands.engine.run.SleepWatch;
import dev.manyhands.engine.run.StoredEvent;
import dev.manyhands.engine.run.Uninterrupted;
import dev.manyhands.engine.store.Requests;
import dev.manyhands.engine.store.SqliteEventStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Carries runs of one repository. There is at most one for a repository, on the whole machine. */
final class Engine implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long POLL_MS = 200;

  private final Repository repository;
  private final Home home;
  private final SqliteEventStore store;
  private final RunListener listener;
  private final Activity activity;
  private final InstantSource clock;
  private final EngineLock lock;
  private final Workspaces workspaces;
  private final Integrator integrator;
  private final Supervisor supervisor = new Supervisor(GRACE);
  private final GitCommitFiles commits;
  private final Throttles throttles = new Throttles();
  private final AgentRunner command;
  private final HelperSocket helpers;
  private final RunEnvironments environments;
  private final FunctionAgents functions;
  private final Stragglers stragglers = new Stragglers();
  private final Map<RunId, RunThread> runs = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Engine(
      Repository repository,
      Home home,
      SqliteEventStore store,
      RunListener listener,
      Activity activity,
      InstantSource clock,
      RunEnvironments environments,
      FunctionAgents functions,
      EngineLock lock) {
    this.repository = repository;
    this.home = home;
    this.store = store;
    this.listener = listener;
    this.activity = activity;
    this.clock = clock;
    this.environments = environments;
    this.functions = functions;
    this.lock = lock;
    this.workspaces = stragglers.around(new GitWorkspaces(repository, home.workspaces()));
    this.integrator = new GitIntegrator(repository);
    this.helpers = HelperSocket.open(home.root());
    this.commits = new GitCommitFiles(repository);
    this.command = new CommandAgent(supervisor);
  }

  /**
   * Opens the engine.
   *
   * @throws ManyhandsException if another one has the repository's lock (EXTERNAL)
   */
  static Engine open(
      Repository repository,
      Home home,
      SqliteEventStore store,
      RunListener listener,
      Activity activity,
      InstantSource clock,
      RunEnvironments environments,
      FunctionAgents functions)
      throws InterruptedException {
    EngineLock lock = EngineLock.take(home.lock());
    return new Engine(
        repository, home, store, listener, activity, clock, environments, functions, lock);
  }

  /** Returns what tells helpers how to reach those outside. */
  private Map<String, String> helperVariables(RunId run) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(HelperLine.SOCKET, helpers.path().toString());
    HelperPath.in(home.root())
        .ifPresent(
            bin ->
                variables.put("PATH", environments.of(run).getOrDefault("PATH", "") + ":" + bin));
    return variables;
  }

  /** Drives a run from where its events leave it. */
  void carry(RunRecord run) throws InterruptedException {
    boolean fresh = store.last(run.id()).isEmpty();
    List<String> warnings = fresh ? repository.warnings(run.base().commit()) : List.of();
    Instant now = clock.instant();
    drive(run, fresh ? new Command.Start(now, run.base(), warnings) : new Command.Resume(now));
  }

  /** Brings a run that nobody carries to its end. */
  void endEarly(RunRecord run, RunRequest request) {
    Instant now = clock.instant();
    if (store.last(run.id()).isEmpty()) {
      drive(run, new Command.Start(now, run.base(), List.of()), request.command(now));
    } else {
      // Its end first, so that nothing is tried again.
      drive(run, request.command(now), new Command.Resume(now));
    }
  }

  private void drive(RunRecord run, Command... commands) {
    TaskBook tasks = new TaskBook(run.plan());
    Desk desk = new Desk(clock, helperVariables(run.id()));
    helpers.serve(desk);
    List<StoredEvent> history = store.all(run.id());
    RunListener first = (_, stored) -> tasks.on(stored.event());
    RunListener inside = first.and((_, stored) -> desk.on(stored.event()));
    history.forEach(stored -> inside.on(run.id(), stored));
    RunContext context =
        new RunContext(
            run.id(),
            run.plan(),
            tasks,
            desk,
            home.run(run.id()),
            workspaces,
            integrator,
            environments.of(run.id()),
            agents(run.id()),
            supervisor,
            GRACE,
            clock,
            activity);
    RunThread thread =
        new RunThread(
            run.id(),
            run.plan(),
            history,
            store,
            new RunEffects(context),
            SleepWatch.of(clock),
            inside.and(listener));
    desk.connect(thread::tell);
    // One that was stopped makes room for the one that takes the run up again.
    RunThread carrier = runs.merge(run.id(), thread, (old, next) -> old.isOver() ? next : old);
    if (carrier == thread) {
      thread.start(List.of(commands));
      Thread.ofVirtual()
          .name("requests of " + run.id())
          .start(
              () -> {
                takeRequests(run.id(), thread);
                helpers.leave(desk);
              });
    }
  }

  /** Passes on what other processes ask of this run, for as long as it is carried. */
  private void takeRequests(RunId run, RunThread thread) {
    long seen = 0;
    try {
      while (!closed.await(POLL_MS, TimeUnit.MILLISECONDS)
          && !thread.await(0, TimeUnit.MILLISECONDS)) {
        for (Requests.Asked asked : store.asked(run, seen)) {
          seen = asked.id();
          store.done(asked.id(), carryOut(asked.request(), thread));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ManyhandsException e) {
      // Whoever waits for the run is told.
      LoggerFactory.getLogger(Engine.class).debug("run {} broke off", run, e);
    }
  }

  /** Returns why a request was not carried out; empty when it was. */
  private String carryOut(String request, RunThread thread) throws InterruptedException {
    Optional<RunRequest> known = RunRequest.parse(request);
    if (known.isEmpty()) {
      return "the engine that carries the run is of another version";
    }
    try {
      thread.ask(known.get().command(clock.instant()));
      return "";
    } catch (ManyhandsException e) {
      return Objects.toString(e.getMessage());
    }
  }

  /**
   * Asks something of a run that is carried here.
   *
   * @throws ManyhandsException if the run refuses it (CONFLICT)
   */
  List<Event> ask(RunId run, Function<Instant, Command> command) throws InterruptedException {
    RunThread thread = Objects.requireNonNull(runs.get(run), run.value());
    return thread.ask(command.apply(clock.instant()));
  }

  /** Programs need nothing else; what thinks is made when it is first needed. */
  private Function<AgentName, AgentRunner> agents(RunId run) {
    Map<AgentName, AgentRunner> thinking = new ConcurrentHashMap<>();
    return name -> {
      if (FunctionAgents.isFunction(name)) {
        return functions.runner(run, name, commits, stragglers, GRACE);
      }
      return name.equals(AgentName.COMMAND)
          ? command
          : thinking.computeIfAbsent(name, _ -> make(run, name));
    };
  }

  private AgentRunner make(RunId run, AgentName name) {
    Map<String, String> environment = environments.of(run);
    Prices prices = Prices.withOwn(environments.agents(run).prices());
    AgentRunner agent =
        name.equals(BuiltInAgent.NAME)
            ? new BuiltInAgent(supervisor, commits, throttles, prices, environment)
            : environments.agents(run).runner(name, GRACE);
    return new MeteredAgent(agent, throttles, prices);
  }

  boolean carries(RunId run) {
    RunThread thread = runs.get(run);
    return thread != null && !thread.isOver();
  }

  /** Says whether it carries no run. */
  boolean isIdle() {
    return runs.values().stream().allMatch(RunThread::isOver);
  }

  /** Waits for a run to end or to be stopped; for one that is not carried here there is no wait. */
  boolean await(RunId run, Duration time) throws InterruptedException {
    RunThread thread = runs.get(run);
    return thread == null || thread.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops one run; it can be resumed, here too. */
  void stop(RunId run) {
    RunThread thread = runs.get(run);
    if (thread != null) {
      thread.stop();
    }
  }

  void stop() {
    runs.values().forEach(RunThread::stop);
  }

  void abandon() {
    for (RunId run : runs.keySet()) {
      new ProcessTree(new Cookie(Map.of("MANYHANDS_RUN", run.value())))
          .endUninterruptibly(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    stop();
    Uninterrupted.run(
        () -> {
          for (RunThread thread : runs.values()) {
            thread.awaitQuietly();
          }
          return true;
        });
    closed.countDown();
    helpers.close();
    commits.close();
    lock.close();
  }
}
