package dev.manyhands.app.mcp;

import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Orchestrator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Carries runs in this very process, which they therefore do not outlive. */
public final class EmbeddedRepositories implements Repositories, AutoCloseable {
  private final Path standard;
  private final Map<String, String> environment;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, EmbeddedOrchestrator> open = new HashMap<>();

  /**
   * Opens nothing yet.
   *
   * @param standard the folder that is meant when a call names none
   * @param environment says where the state folder is
   */
  public EmbeddedRepositories(Path standard, Map<String, String> environment) {
    this.standard = standard;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Path standard() {
    return standard;
  }

  @Override
  public Orchestrator at(Path folder) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      EmbeddedOrchestrator known = open.get(folder);
      if (known != null) {
        return known;
      }
      EmbeddedOrchestrator fresh =
          EmbeddedOrchestrator.open(folder, environment, (_, _) -> {}, (_, _) -> {});
      for (EmbeddedOrchestrator other : open.values()) {
        if (other.home().equals(fresh.home())) {
          // Another folder of the same repository: its engine is the only one there can be.
          fresh.close();
          open.put(folder, other);
          return other;
        }
      }
      open.put(folder, fresh);
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      open.values().stream().distinct().forEach(Orchestrator::close);
      open.clear();
    } finally {
      lock.unlock();
    }
  }
}
