package dev.manyhands;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunReports;
import dev.manyhands.engine.agent.function.FunctionAgents;
import dev.manyhands.engine.run.StoredEvent;
import dev.manyhands.engine.run.Uninterrupted;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run: tasks that are worked on in parallel, and combined. Tasks may be added until {@link
 * #combine}; what they change is combined as it arrives. Safe for use by many threads.
 *
 * <p>A run is a scope: {@link #close} cancels what is not over, and waits for it.
 */
public final class Run implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofMinutes(2);

  private final EmbeddedOrchestrator orchestrator;
  private final RunId id;
  private final Functions functions;
  private final Listening listening;
  private final Consumer<Run> onClosed;
  private final Map<TaskId, TaskTrack> tracks = new ConcurrentHashMap<>();
  private volatile boolean detached;
  private volatile boolean open;
  private volatile boolean over;
  private volatile boolean left;
  private volatile long seen;

  Run(
      EmbeddedOrchestrator orchestrator,
      RunId id,
      Functions functions,
      boolean open,
      boolean detached,
      Consumer<Run> onClosed) {
    this.onClosed = onClosed;
    this.orchestrator = orchestrator;
    this.id = id;
    this.functions = functions;
    this.open = open;
    this.detached = detached;
    this.listening = new Listening(id.value());
  }

  /** Returns its id, by which commands such as {@code manyhands report} find it. */
  public String id() {
    return id.value();
  }

  /**
   * Hands over a task, and returns at once. It is worked on as soon as there is room.
   *
   * @throws ManyhandsException if there is a task of this id, the run is closed, or a task that it
   *     needs is not there (CONFLICT); if there is no such agent, or it cannot work (CONFIG,
   *     EXTERNAL); if another function has its name (USAGE)
   */
  public <T extends @Nullable Object> Handle<T> spawn(Task<T> task) throws InterruptedException {
    return spawnAll(List.of(task)).getFirst();
  }

  /**
   * Hands over a task for a Java function; the same as {@link #spawn(Task)} with {@link
   * Task#function(String, Class, Subagent)}.
   *
   * @param type of its result, as Jackson keeps it
   */
  public <T extends @Nullable Object> Handle<T> spawn(
      String task, Class<T> type, Subagent<T> function) throws InterruptedException {
    return spawn(Task.function(task, type, function));
  }

  /**
   * Hands over tasks, all or none, and returns at once; each may need those before it. Thousands in
   * one call take much less time than one by one.
   *
   * @return a handle for each, in the same order
   * @throws ManyhandsException as {@link #spawn(Task)}
   */
  public <T extends @Nullable Object> List<Handle<T>> spawnAll(List<Task<T>> tasks)
      throws InterruptedException {
    if (tasks.isEmpty()) {
      return List.of();
    }
    for (Task<T> task : tasks) {
      task.function()
          .ifPresent(
              function -> functions.add(FunctionAgents.function(task.spec().agent()), function));
    }
    List<TaskSpec> specs = tasks.stream().map(Task::spec).toList();
    orchestrator.add(id, specs);
    return tasks.stream().map(task -> handle(task.id(), task.reading())).toList();
  }

  /**
   * Returns a task of this run, with its last message as the result: one of a plan, or one from
   * before the run was resumed.
   *
   * @throws ManyhandsException if there is no such task (USAGE)
   */
  public Handle<String> task(String task) {
    return known(task, Reading.MESSAGE);
  }

  /**
   * Returns a task of this run that has a structured result.
   *
   * @throws ManyhandsException if there is no such task (USAGE)
   */
  public <T extends @Nullable Object> Handle<T> task(String task, ResultFormat<T> format) {
    return known(task, Reading.of(format));
  }

  private <T extends @Nullable Object> Handle<T> known(String task, Reading<T> reading) {
    if (!TaskId.SHAPE.matcher(task).matches() || !orchestrator.hasTask(id, new TaskId(task))) {
      throw ManyhandsException.usage("run %s has no task '%s'".formatted(id, task), "");
    }
    return handle(task, reading);
  }

  private <T extends @Nullable Object> Handle<T> handle(String task, Reading<T> reading) {
    return new Handle<>(this, track(new TaskId(task)), reading);
  }

  private TaskTrack track(TaskId task) {
    return tracks.computeIfAbsent(task, TaskTrack::new);
  }

  /**
   * Takes no more tasks, waits until all have ended, and makes one commit of what they changed, on
   * the branch {@code manyhands/RUN}. Idempotent.
   *
   * @param time how long to wait at the most
   * @throws TimeoutException if that is not done by then; it goes on, and this can be called again
   * @throws ManyhandsException if the run was stopped or broke off before (CONFLICT, EXTERNAL)
   */
  public Combined combine(Duration time) throws InterruptedException, TimeoutException {
    if (open) {
      try {
        orchestrator.close(id, Optional.empty(), Optional.empty());
      } catch (ManyhandsException e) {
        if (open && !over) {
          throw e;
        } // It was cancelled, or closed by another thread, at this very moment.
      }
    }
    if (!orchestrator.await(id, time)) {
      throw new TimeoutException("run %s is not over within %s".formatted(id, time));
    }
    Report report = orchestrator.report(id);
    if (report.endedAtOrNull() == null) {
      throw stopped();
    }
    return new Combined(report);
  }

  /**
   * Brings the result of a run that is over into the branch that is checked out, if that overwrites
   * nothing.
   *
   * @return the branch's name
   * @throws ManyhandsException if there is no result, or it would overwrite something (CONFLICT)
   */
  public String land() throws InterruptedException {
    return orchestrator.land(id).branch();
  }

  /** Writes what became of the run so far; does not close the stream. */
  public void report(ReportFormat format, OutputStream to) {
    new RunReports(orchestrator).write(orchestrator.report(id), format.format(), to);
  }

  /** Ends the run: subagents are ended, finished work is still combined. Returns at once. */
  public void cancel() throws InterruptedException {
    orchestrator.cancel(id, Optional.empty(), "it was cancelled");
  }

  /**
   * Lets the run outlive this scope: it goes on for as long as its {@link Manyhands} is open. What
   * is not over by then is stopped, and can be resumed.
   */
  public void detach() {
    detached = true;
  }

  /**
   * Closes the scope: a run that is not over is cancelled, unless it is detached. Waits until its
   * subagents have ended and finished work is combined, at most two minutes; what is not done by
   * then is stopped, and can be resumed. A Java function that ignores its interruption is left
   * behind after five seconds. Idempotent; an interruption of the waiting thread is kept for
   * afterwards.
   */
  @Override
  public void close() {
    if (left || (detached && !over)) {
      return;
    }
    endEarly();
    awaitEnd();
    leave();
    onClosed.accept(this);
  }

  /** Asks for its end, unless it is detached; returns at once. */
  void endEarly() {
    if (!detached && !over) {
      Uninterrupted.run(
          () -> {
            orchestrator.cancel(id, Optional.empty(), "its scope was closed");
            return true;
          });
    }
  }

  void awaitEnd() {
    if (!detached && !over && !Uninterrupted.run(() -> orchestrator.await(id, CLOSING))) {
      orchestrator.stop(id);
    }
  }

  /** Tells listeners the last events; nothing is heard of the run after that. */
  void leave() {
    left = true;
    listening.close();
  }

  /** Takes the next event, once; on the thread that drives the run. */
  void on(StoredEvent stored) {
    if (stored.seq() <= seen) {
      return;
    }
    seen = stored.seq();
    switch (stored.event()) {
      case Event.OfTask event -> {
        TaskEvent told = TaskEvents.of(stored.seq(), event);
        TaskTrack track = track(event.task());
        track.on(event, told.kind().isEnd());
        listening.tell(() -> track.tell(told));
      }
      case Event.RunClosed _ -> open = false;
      case Event.RunCancelling _ -> open = false;
      case Event.RunFinished _ -> {
        open = false;
        over = true;
      }
      default -> {} // about nothing that programs are told of one by one
    }
  }

  /** Refuses to wait for a task that nobody carries on. */
  void demandCarried(TaskTrack track) throws InterruptedException {
    boolean gone;
    try {
      gone = left || orchestrator.await(id, Duration.ZERO);
    } catch (ManyhandsException e) {
      throw left ? stopped() : e; // Manyhands is being closed, or it broke off.
    }
    if (gone && !track.isEnded()) {
      throw stopped();
    }
  }

  private ManyhandsException stopped() {
    return new ManyhandsException(
        ManyhandsException.Kind.CONFLICT,
        "run %s was stopped before it was over".formatted(id),
        "Manyhands.resume goes on with it");
  }

  EmbeddedOrchestrator orchestrator() {
    return orchestrator;
  }

  RunId runId() {
    return id;
  }

  Functions functions() {
    return functions;
  }

  Listening listening() {
    return listening;
  }
}
