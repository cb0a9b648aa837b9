package dev.manyhands.app.http;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.run.StoredEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final class Seen {
    final Set<TaskId> tasks = new LinkedHashSet<>();
    long last;
  }

  /** Returns the tasks that a run has by now. */
  Set<TaskId> of(Orchestrator engine, RunId run) {
    lock.lock();
    try {
      Seen seen = runs.get(run);
      if (seen == null) {
        seen = new Seen();
        add(seen, engine.plan(run).tasks());
        runs.put(run, seen);
      }
      for (StoredEvent stored : engine.events(run, seen.last, Integer.MAX_VALUE)) {
        if (stored.event() instanceof Event.TasksAdded added) {
          add(seen, added.tasks());
        }
        seen.last = stored.seq();
      }
      return Set.copyOf(seen.tasks);
    } finally {
      lock.unlock();
    }
  }

  private static void add(Seen seen, List<TaskSpec> tasks) {
    tasks.forEach(task -> seen.tasks.add(task.id()));
  }
}
