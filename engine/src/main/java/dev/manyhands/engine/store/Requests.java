package dev.manyhands.engine.store;

import dev.manyhands.core.run.RunId;
import java.util.List;

/** What other processes ask of the engine that carries a run, such as its end. */
public interface Requests {
  /**
   * A request as it was asked.
   *
   * @param id grows from request to request
   */
  record Asked(long id, String request) {}

  /** Keeps a request until the run's engine sees it. */
  void ask(RunId run, String request);

  /**
   * Returns what has been asked of a run, the oldest first.
   *
   * @param after the id of the last request seen; 0 for all
   */
  List<Asked> asked(RunId run, long after);
}
