package dev.manyhands.engine.store;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.RunRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The runs that were asked for lately. What is fixed when a run is submitted stays so, and reading
 * a plan of ten thousand tasks takes long. Safe for any thread.
 */
final class KnownRuns {
  private static final int MOST = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RunId, RunRecord> runs =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, RunRecord> eldest) {
          return size() > MOST;
        }
      };

  /** Returns a run, which is read when it is not known. */
  Optional<RunRecord> find(RunId run, Supplier<Optional<RunRecord>> reading) {
    Optional<RunRecord> known = known(run);
    if (known.isPresent()) {
      return known;
    }
    Optional<RunRecord> read = reading.get();
    read.ifPresent(this::keep);
    return read;
  }

  private Optional<RunRecord> known(RunId run) {
    lock.lock();
    try {
      return Optional.ofNullable(runs.get(run));
    } finally {
      lock.unlock();
    }
  }

  private void keep(RunRecord run) {
    lock.lock();
    try {
      runs.put(run.id(), run);
    } finally {
      lock.unlock();
    }
  }
}
