package dev.manyhands.app.mcp;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.report.ReportProjection;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState.Finished;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.TaskState;
import dev.manyhands.core.run.Tasks;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A run as one connection sees it: its events so far, and up to which of them the connection has
 * been told. Safe for any thread.
 */
final class RunView {
  /** How many ended tasks one answer names; the next answer goes on from there. */
  static final int MOST_TOLD = 100;

  private static final int BATCH = 1000;

  private final Orchestrator orchestrator;
  private final RunId run;
  private final Plan plan;
  private final ReportProjection projection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<TaskId> ids = ConcurrentHashMap.newKeySet();
  private final SequencedMap<TaskId, Long> ended = new LinkedHashMap<>();
  private @Nullable Report latest;
  private long seen;
  private long told;
  private long waited;
  private long questionsAsked;
  private long questionsTold;

  RunView(Orchestrator orchestrator, RunId run) {
    this.orchestrator = orchestrator;
    this.run = run;
    this.plan = orchestrator.plan(run);
    this.projection =
        new ReportProjection(
            run,
            plan,
            attempt -> "refs/manyhands/%s/%s/%d".formatted(run, attempt.task(), attempt.number()));
    plan.tasks().forEach(task -> ids.add(task.id()));
  }

  /**
   * What a connection has not been told yet.
   *
   * @param cursor the number of the last event that was taken into account
   * @param tasks that ended, in that order
   */
  record Told(long cursor, List<TaskId> tasks) {}

  RunId run() {
    return run;
  }

  Orchestrator orchestrator() {
    return orchestrator;
  }

  /** Returns the plan with which the run was opened. */
  Plan plan() {
    return plan;
  }

  /** Takes the events that there are. */
  void catchUp() throws InterruptedException {
    await(Duration.ZERO);
  }

  /** Takes the events that there are; waits so long for one when there is none. */
  void await(Duration time) throws InterruptedException {
    long from = seen();
    List<StoredEvent> events =
        time.isZero()
            ? orchestrator.events(run, from, BATCH)
            : orchestrator.events(run, from, BATCH, time);
    while (!events.isEmpty()) {
      take(events);
      events = events.size() < BATCH ? List.of() : orchestrator.events(run, seen(), BATCH);
    }
  }

  /** Returns the number of the last event that was taken. */
  long seen() {
    lock.lock();
    try {
      return seen;
    } finally {
      lock.unlock();
    }
  }

  private void take(List<StoredEvent> events) {
    lock.lock();
    try {
      for (StoredEvent stored : events) {
        if (stored.seq() == seen + 1) { // Else another call has taken it.
          seen = stored.seq();
          projection.on(stored.event());
          latest = null;
          note(stored);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void note(StoredEvent stored) {
    if (stored.event() instanceof Event.QuestionAsked) {
      questionsAsked++;
    }
    if (stored.event() instanceof Event.TasksAdded added) {
      added.tasks().forEach(task -> ids.add(task.id()));
    }
    if (stored.event() instanceof Event.MergesUndone) {
      ended.keySet().removeIf(task -> !hasEnded(task));
    }
    if (stored.event() instanceof Event.OfTask event && hasEnded(event.task())) {
      ended.putIfAbsent(event.task(), stored.seq());
    }
  }

  /** Returns those that ended after an event, in that order; looks at no others. */
  private List<TaskId> endedAfter(long event) {
    List<TaskId> latestFirst = new ArrayList<>();
    for (Map.Entry<TaskId, Long> entry : ended.sequencedEntrySet().reversed()) {
      if (entry.getValue() <= event) {
        break;
      }
      latestFirst.add(entry.getKey());
    }
    return latestFirst.reversed();
  }

  private boolean hasEnded(TaskId task) {
    return projection
        .live()
        .flatMap(live -> live.tasks().find(task))
        .filter(found -> found.state() instanceof TaskState.Ended)
        .isPresent();
  }

  /**
   * Returns what became of the run so far. It looks at every task: ask for one, or for how many
   * there are, where that is enough.
   */
  Report report() {
    lock.lock();
    try {
      if (latest == null) {
        latest = projection.report();
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what the report says of a task; empty when the run has none of this id. */
  Optional<TaskReport> task(TaskId id) {
    lock.lock();
    try {
      return projection.report(id);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the tasks as they stand; empty before the run has started. */
  Optional<Tasks> tasks() {
    lock.lock();
    try {
      return projection.tasks();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the ids of the tasks; they grow as tasks are added. */
  Set<TaskId> ids() {
    return Collections.unmodifiableSet(ids);
  }

  /** Says whether the run is over. */
  boolean isOver() {
    lock.lock();
    try {
      return projection.state() instanceof Finished;
    } finally {
      lock.unlock();
    }
  }

  /** Says whether tasks can be added. */
  boolean isOpen() {
    lock.lock();
    try {
      Optional<Live> live = projection.live();
      return live.isPresent()
          && live.get().phase() instanceof Phase.Working working
          && working.open();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the tasks that ended, in that order, each with the number of that event. */
  Map<TaskId, Long> ended() {
    lock.lock();
    try {
      return new LinkedHashMap<>(ended);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many of these tasks have not ended; of all tasks for none. */
  int countOpen(Set<TaskId> some) {
    lock.lock();
    try {
      return some.isEmpty()
          ? projection.tasks().map(Tasks::countOpen).orElse(plan.tasks().size())
          : (int) some.stream().filter(id -> !ended.containsKey(id)).count();
    } finally {
      lock.unlock();
    }
  }

  /** Says whether a task has ended after this event. */
  boolean hasAnyEndedAfter(long event) {
    lock.lock();
    try {
      return !endedAfter(event).isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of the last event that the connection has been told of. */
  long told() {
    lock.lock();
    try {
      return told;
    } finally {
      lock.unlock();
    }
  }

  /** Returns up to which event the connection has waited for tasks to end. */
  long waited() {
    lock.lock();
    try {
      return waited;
    } finally {
      lock.unlock();
    }
  }

  /** Takes note that a wait has returned all that has ended so far. */
  void hasWaited() {
    lock.lock();
    try {
      waited = told;
    } finally {
      lock.unlock();
    }
  }

  /** Says whether a subagent has asked something since the connection was last told. */
  boolean hasNewQuestions() {
    lock.lock();
    try {
      return questionsAsked > questionsTold;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what the connection has not been told yet, and from now on has. */
  Told tell() {
    lock.lock();
    try {
      List<TaskId> fresh = endedAfter(told).stream().limit(MOST_TOLD).toList();
      told = fresh.size() < MOST_TOLD ? seen : ended.getOrDefault(fresh.getLast(), seen);
      questionsTold = questionsAsked;
      return new Told(told, fresh);
    } finally {
      lock.unlock();
    }
  }
}
