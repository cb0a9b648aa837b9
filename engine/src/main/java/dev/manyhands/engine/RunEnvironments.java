package dev.manyhands.engine;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.agent.AgentCatalog;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The environments of those who started runs: what their helpers see comes from there. They hold
 * secrets, and so are only here in memory. Safe for any thread.
 */
final class RunEnvironments {
  private final Path repository;
  private final Path state;
  private final Map<String, String> own;
  private final Map<RunId, Map<String, String>> given = new ConcurrentHashMap<>();

  /**
   * Knows of no run yet.
   *
   * @param state the state folder
   * @param own in which agents are looked for when nobody gave another
   */
  RunEnvironments(Path repository, Path state, Map<String, String> own) {
    this.repository = repository;
    this.state = state;
    this.own = Map.copyOf(own);
  }

  void keep(RunId run, Map<String, String> environment) {
    given.put(run, Map.copyOf(environment));
  }

  void forget(RunId run) {
    given.remove(run);
  }

  /** Returns the environment of a run: that of this process unless another was given. */
  Map<String, String> of(RunId run) {
    return given.getOrDefault(run, System.getenv());
  }

  AgentCatalog agents() {
    return agents(own);
  }

  AgentCatalog agents(RunId run) {
    return agents(given.getOrDefault(run, own));
  }

  AgentCatalog agents(Map<String, String> environment) {
    return AgentCatalog.around(repository, environment, state);
  }
}
