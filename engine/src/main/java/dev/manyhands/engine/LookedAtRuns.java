package dev.manyhands.engine;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.report.ReportProjection;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.EventStore;
import dev.manyhands.engine.run.StoredEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What the events of runs come to that were looked at lately: of a run that goes on, only what has
 * come since the last look is read. Safe for any thread.
 */
final class LookedAtRuns {
  private static final int MOST = 4;

  private final EventStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RunId, Looked> runs =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Looked> eldest) {
          return size() > MOST;
        }
      };

  private static final class Looked {
    final ReentrantLock lock = new ReentrantLock();
    final ReportProjection projection;
    long last;

    Looked(ReportProjection projection) {
      this.projection = projection;
    }
  }

  LookedAtRuns(EventStore store) {
    this.store = store;
  }

  /** Asks something of a run as it is now. */
  <T> T look(RunId run, Plan plan, Function<ReportProjection, T> question) {
    Looked looked = looked(run, plan);
    looked.lock.lock();
    try {
      for (StoredEvent stored : store.read(run, looked.last, Integer.MAX_VALUE)) {
        looked.projection.on(stored.event());
        looked.last = stored.seq();
      }
      return question.apply(looked.projection);
    } finally {
      looked.lock.unlock();
    }
  }

  private Looked looked(RunId run, Plan plan) {
    lock.lock();
    try {
      return runs.computeIfAbsent(run, _ -> new Looked(RunProjection.of(run, plan, List.of())));
    } finally {
      lock.unlock();
    }
  }
}
