package dev.manyhands.app.http;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.run.StoredEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows which tasks runs have, by reading only what has been added since it was last asked: who
 * adds ten thousand tasks to a run one after the other asks often. Safe for any thread.
 */
final class KnownTasks {
  private static final int MOST_RUNS = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RunId, Seen> runs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Seen> eldest) {
          return size() > MOST_RUNS;
        }
      };

  /**
   * The tasks of a run.
   *
   * @param ofAdded what holds for those that are added, as in a plan
   * @param ids grow as tasks are added
   */
  record Known(String ofAdded, Set<TaskId> ids) {}

  private static final class Seen {
    final Set<TaskId> tasks = ConcurrentHashMap.newKeySet();
    final Known known;
    long last;

    Seen(Plan plan) {
      known = new Known(plan.ofAdded(), Collections.unmodifiableSet(tasks));
      add(this, plan.tasks());
    }
  }

  /** Returns the tasks that a run has by now. */
  Known of(Orchestrator engine, RunId run) {
    lock.lock();
    try {
      Seen seen = runs.get(run);
      if (seen == null) {
        seen = new Seen(engine.plan(run));
        runs.put(run, seen);
      }
      for (StoredEvent stored : engine.events(run, seen.last, Integer.MAX_VALUE)) {
        if (stored.event() instanceof Event.TasksAdded added) {
          add(seen, added.tasks());
        }
        seen.last = stored.seq();
      }
      return seen.known;
    } finally {
      lock.unlock();
    }
  }

  private static void add(Seen seen, List<TaskSpec> tasks) {
    tasks.forEach(task -> seen.tasks.add(task.id()));
  }
}
