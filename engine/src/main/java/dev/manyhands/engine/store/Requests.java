package dev.manyhands.engine.store;

import dev.manyhands.core.run.RunId;
import java.util.List;
import java.util.Optional;

/** What other processes ask of the engine that carries a run, such as its end. */
public interface Requests {
  /**
   * A request as it was asked.
   *
   * @param id grows from request to request
   */
  record Asked(long id, String request) {}

  /**
   * Keeps a request until the run's engine sees it.
   *
   * @return its id
   */
  long ask(RunId run, String request);

  /**
   * Says what came of a request.
   *
   * @param refusal why it was not carried out; empty when it was
   */
  void done(long id, String refusal);

  /** Returns what came of a request, as soon as its run's engine has seen it. */
  Optional<String> outcome(long id);

  /**
   * Returns what has been asked of a run and is not done, the oldest first.
   *
   * @param after the id of the last request seen; 0 for all
   */
  List<Asked> asked(RunId run, long after);
}
