package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.agent.builtin.BuiltInAgent;
import dev.manyhands.engine.agent.function.FunctionAgents;
import dev.manyhands.engine.attempt.Activity;
import dev.manyhands.engine.attempt.RunFolder;
import dev.manyhands.engine.git.GitIntegrator;
import dev.manyhands.engine.git.GitVersion;
import dev.manyhands.engine.git.Landing;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.run.News;
import dev.manyhands.engine.run.RunEntry;
import dev.manyhands.engine.run.RunListener;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.StoredEvent;
import dev.manyhands.engine.store.SqliteEventStore;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries runs in this very process. Looking at runs needs nothing; the first call that carries one
 * takes the repository's engine lock and keeps it until this is closed.
 */
public final class EmbeddedOrchestrator implements Orchestrator {
  private final Repository repository;
  private final Home home;
  private final RunEnvironments environments;
  private final FunctionAgents functions;

  /** Agents that could work when tasks for them were added. */
  private final Set<Ready> ready = ConcurrentHashMap.newKeySet();

  private final SqliteEventStore store;
  private final RunArchive archive;
  private final RunListener listener;
  private final Activity activity;
  private final InstantSource clock = InstantSource.system();
  private final News news = new News();
  private final ReentrantLock starting = new ReentrantLock();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MS = 50;

  /** As long as a run is carried here, no other process has news of it. */
  private static final long REST_MS = 1_000;

  private @Nullable Engine engine;

  private EmbeddedOrchestrator(
      Repository repository,
      Home home,
      RunEnvironments environments,
      FunctionAgents functions,
      RunListener listener,
      Activity activity) {
    this.environments = environments;
    this.functions = functions;
    this.repository = repository;
    this.home = home;
    this.listener = listener.and((_, _) -> news.announce()).and(this::forgetOver);
    this.activity = activity;
    this.store = SqliteEventStore.open(home.database());
    this.archive = new RunArchive(repository, home, store);
  }

  /**
   * Opens the repository around a directory.
   *
   * @param environment says where the state folder is
   * @param listener hears of every event of the runs that are carried here
   * @param activity hears what their helpers are doing
   */
  public static EmbeddedOrchestrator open(
      Path directory, Map<String, String> environment, RunListener listener, Activity activity)
      throws InterruptedException {
    return open(directory, environment, new FunctionAgents(), listener, activity);
  }

  /**
   * Opens the repository around a directory, for a program that has functions which do tasks.
   *
   * @param environment says where the state folder is
   * @param functions do the tasks of agents that are called so
   * @param listener hears of every event of the runs that are carried here
   * @param activity hears what their helpers are doing
   */
  public static EmbeddedOrchestrator open(
      Path directory,
      Map<String, String> environment,
      FunctionAgents functions,
      RunListener listener,
      Activity activity)
      throws InterruptedException {
    Repository repository = Repository.around(directory.toAbsolutePath());
    Home home = Home.of(repository, Home.base(environment));
    return new EmbeddedOrchestrator(
        repository,
        home,
        new RunEnvironments(repository.root(), Home.base(environment), environment),
        functions,
        listener,
        activity);
  }

  /** Returns the agents that plans can name here, as they are now. */
  public AgentCatalog agents() {
    return environments.agents();
  }

  /** Returns the agents that plans can name here for somebody with this environment. */
  public AgentCatalog agents(Map<String, String> environment) {
    return environments.agents(environment);
  }

  /** Returns the agents that tasks of a run can name. */
  public AgentCatalog agents(RunId run) {
    return environments.agents(run);
  }

  /** An agent that could work in a run. */
  private record Ready(RunId run, AgentName agent) {}

  private void forgetOver(RunId run, StoredEvent stored) {
    if (stored.event() instanceof Event.RunFinished) {
      environments.forget(run);
      ready.removeIf(agent -> agent.run().equals(run));
    }
  }

  /** Returns the repository that this is about. */
  public Repository repository() {
    return repository;
  }

  /** Returns where everything about the repository is kept. */
  public Home home() {
    return home;
  }

  private Engine engine() throws InterruptedException {
    starting.lock();
    try {
      if (engine == null) {
        GitVersion.requireInstalled();
        engine =
            Engine.open(
                repository, home, store, listener, activity, clock, environments, functions);
      }
      return engine;
    } finally {
      starting.unlock();
    }
  }

  private Optional<Engine> engineIfOpen() {
    starting.lock();
    try {
      return Optional.ofNullable(engine);
    } finally {
      starting.unlock();
    }
  }

  @Override
  public RunId submit(Plan plan) throws InterruptedException {
    return submit(plan, agents());
  }

  /**
   * Accepts a plan of somebody whose agents can work in this environment.
   *
   * @see #submit(Plan)
   */
  public RunId submit(Plan plan, Map<String, String> environment) throws InterruptedException {
    return submit(plan, agents(environment));
  }

  private RunId submit(Plan plan, AgentCatalog agents) throws InterruptedException {
    GitVersion.requireInstalled();
    agents.require(plan, ofCatalog(plan.tasks()));
    RunRecord run =
        new RunRecord(
            RunIds.next(plan.name(), new SecureRandom()),
            plan,
            repository.resolve(plan.base()),
            clock.instant());
    new GitIntegrator(repository).prepare(run.id(), run.base().commit());
    store.create(run);
    return run.id();
  }

  private static List<TaskSpec> ofCatalog(List<TaskSpec> tasks) {
    return tasks.stream().filter(task -> !FunctionAgents.isFunction(task.agent())).toList();
  }

  /**
   * Carries a run whose helpers see what they would see in this environment, instead of that of
   * this process. It is nowhere written, so it has to be given again to whoever takes the run up
   * later.
   *
   * @see #carry(RunId)
   */
  public void carry(RunId run, Map<String, String> environment) throws InterruptedException {
    if (carrier(run).isEmpty() && !archive.isOver(run)) {
      environments.keep(run, environment);
    }
    carry(run);
  }

  @Override
  public void carry(RunId run) throws InterruptedException {
    RunRecord found = archive.record(run);
    starting.lock();
    try {
      if (!archive.isOver(run)) {
        engine().carry(found);
      }
    } finally {
      starting.unlock();
    }
  }

  @Override
  public boolean await(RunId run, Duration time) throws InterruptedException {
    long giveUp = System.nanoTime() + time.toNanos();
    while (!archive.isOver(run)) {
      Optional<Engine> own = engineIfOpen();
      if (own.isPresent()) {
        return own.get().await(run, time);
      }
      if (!isCarriedElsewhere()) {
        return true;
      }
      if (System.nanoTime() >= giveUp) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    return true;
  }

  /**
   * Gives back the repository's engine lock when no run is carried here, so that other processes
   * can carry theirs.
   *
   * @return whether no run is carried here
   */
  public boolean rest() {
    starting.lock();
    try {
      if (engine != null && engine.isIdle()) {
        engine.close();
        engine = null;
      }
      return engine == null;
    } finally {
      starting.unlock();
    }
  }

  @Override
  public void cancel(RunId run, Optional<TaskId> task, String reason) throws InterruptedException {
    task.ifPresent(id -> archive.demandTask(run, id));
    if (archive.isOver(run)) {
      return;
    }
    RunRequest request = new RunRequest.Cancel(task, reason);
    if (carrier(run).isPresent() || task.isPresent() || isCarriedElsewhere()) {
      // Seen at once by whoever carries the run, and otherwise when it is resumed.
      store.ask(run, request.json());
      return;
    }
    Engine own = engine();
    own.endEarly(archive.record(run), request);
    own.await(run, Duration.ofDays(1));
  }

  @Override
  public void add(RunId run, List<TaskSpec> tasks) throws InterruptedException {
    List<TaskSpec> others =
        ofCatalog(tasks).stream().filter(task -> !isReady(run, task.agent())).toList();
    if (!others.isEmpty()) {
      agents(run).require(plan(run), others);
      others.forEach(task -> ready.add(new Ready(run, task.agent())));
    }
    here(run).ask(run, now -> new Command.AddTasks(now, tasks));
  }

  /** Of a tool that is there; of a model it is the task that says which. */
  private boolean isReady(RunId run, AgentName agent) {
    return !agent.equals(BuiltInAgent.NAME) && ready.contains(new Ready(run, agent));
  }

  @Override
  public void close(RunId run, Optional<Check> check, Optional<String> message)
      throws InterruptedException {
    here(run).ask(run, now -> new Command.CloseRun(now, check.orElse(null), message.orElse(null)));
  }

  private Optional<Engine> carrier(RunId run) {
    return engineIfOpen().filter(e -> e.carries(run));
  }

  /** Returns the engine that carries a run in this process. */
  private Engine here(RunId run) {
    archive.record(run);
    return carrier(run).orElseThrow(() -> notCarried(run));
  }

  private static ManyhandsException notCarried(RunId run) {
    return ManyhandsException.conflict(
        "nobody carries run %s on".formatted(run),
        "'manyhands status %1$s' says where it stands, 'manyhands resume %1$s' takes it up again"
            .formatted(run));
  }

  @Override
  public void send(RunId run, TaskId task, String text, boolean interrupt)
      throws InterruptedException {
    ask(run, new RunRequest.Send(task, demandText(text), interrupt));
  }

  @Override
  public void answer(RunId run, TaskId task, QuestionName question, String text)
      throws InterruptedException {
    ask(run, new RunRequest.Answer(task, question, demandText(text)));
  }

  private static String demandText(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw ManyhandsException.usage(
          "the text has %d characters; at most %d are passed on"
              .formatted(text.length(), LONGEST_TEXT),
          "write it into a file of the repository, and name that");
    }
    return text;
  }

  /** Asks whoever carries the run, and returns when that is done. */
  private void ask(RunId run, RunRequest request) throws InterruptedException {
    archive.record(run);
    Optional<Engine> own = carrier(run);
    if (own.isPresent()) {
      own.get().ask(run, request::command);
      return;
    }
    if (archive.isOver(run) || !isCarriedElsewhere()) {
      throw notCarried(run);
    }
    long id = store.ask(run, request.json());
    Instant giveUp = clock.instant().plus(PATIENCE);
    Optional<String> outcome = store.outcome(id);
    while (outcome.isEmpty()) {
      if (clock.instant().isAfter(giveUp)) {
        throw ManyhandsException.external(
            "the engine that carries run %s does not answer".formatted(run),
            "the request is kept: it is seen when the run is resumed",
            null);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      outcome = store.outcome(id);
    }
    if (!outcome.get().isEmpty()) {
      throw ManyhandsException.conflict(outcome.get(), "");
    }
  }

  @Override
  public List<OpenQuestion> questions(RunId run) {
    return archive.questions(run);
  }

  @Override
  public List<StoredEvent> events(RunId run, long after, int most, Duration wait)
      throws InterruptedException {
    archive.record(run);
    long giveUp = System.nanoTime() + wait.toNanos();
    while (true) {
      long seen = news.count();
      List<StoredEvent> events = store.read(run, after, most);
      long left = giveUp - System.nanoTime();
      if (!events.isEmpty() || left <= 0) {
        return events;
      }
      // Of events of other processes nobody tells: look now and then.
      long nap =
          Math.min(
              left, TimeUnit.MILLISECONDS.toNanos(carrier(run).isPresent() ? REST_MS : POLL_MS));
      news.awaitAfter(seen, Duration.ofNanos(nap));
    }
  }

  /** Says whether another process carries runs of this repository. */
  public boolean isCarriedElsewhere() {
    if (engineIfOpen().isPresent()) {
      return false;
    }
    Optional<EngineLock> lock = EngineLock.tryTake(home.lock());
    lock.ifPresent(EngineLock::close);
    return lock.isEmpty();
  }

  @Override
  public List<RunSummary> runs() {
    boolean carried = isCarriedElsewhere();
    return store.runs().stream().map(run -> summary(run, carried)).toList();
  }

  @Override
  public RunSummary summary(RunId run) {
    return summary(archive.entry(run), isCarriedElsewhere());
  }

  private RunSummary summary(RunEntry run, boolean carriedElsewhere) {
    return RunArchive.summary(run, carriedElsewhere || carrier(run.id()).isPresent());
  }

  @Override
  public RunId find(String reference) {
    return archive.find(reference);
  }

  /** Says whether a run has a task of this id, from its start or since. */
  public boolean hasTask(RunId run, TaskId task) {
    return archive.hasTask(run, task);
  }

  /** Says whether there is a run of this id. */
  public boolean has(RunId run) {
    return archive.has(run);
  }

  @Override
  public Plan plan(RunId run) {
    return archive.record(run).plan();
  }

  @Override
  public List<StoredEvent> events(RunId run, long after, int most) {
    return store.read(run, after, most);
  }

  @Override
  public Report report(RunId run) {
    return archive.report(run);
  }

  @Override
  public RunFolder folder(RunId run) {
    return archive.folder(run);
  }

  @Override
  public void diff(RunId run, Optional<TaskId> task, List<String> options, OutputStream to)
      throws InterruptedException {
    archive.diff(run, task, options, to);
  }

  @Override
  public Landed land(RunId run) throws InterruptedException {
    return new Landing(repository).land(archive.result(run).commit());
  }

  @Override
  public Cleaned clean(Duration olderThan, boolean dryRun) throws InterruptedException {
    if (!rest()) {
      throw ManyhandsException.conflict("runs are going on", "clean when they are over");
    }
    EngineLock lock = EngineLock.take(home.lock());
    try {
      return new Cleaner(this, repository, home, clock).clean(olderThan, dryRun);
    } finally {
      lock.close();
    }
  }

  @Override
  public void stop(RunId run) {
    engineIfOpen().ifPresent(e -> e.stop(run));
  }

  @Override
  public void stop() {
    engineIfOpen().ifPresent(Engine::stop);
  }

  @Override
  public void abandon() {
    engineIfOpen().ifPresent(Engine::abandon);
  }

  @Override
  public void close() {
    engineIfOpen().ifPresent(Engine::close);
    store.close();
  }
}
