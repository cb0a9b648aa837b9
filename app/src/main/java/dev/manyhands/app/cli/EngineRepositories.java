package dev.manyhands.app.cli;

import dev.manyhands.app.http.EngineClient;
import dev.manyhands.app.mcp.Repositories;
import dev.manyhands.engine.Orchestrator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Has runs carried by the background engine, which is looked for when it is first needed. */
final class EngineRepositories implements Repositories, AutoCloseable {
  private final Path standard;
  private final Map<String, String> environment;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, Orchestrator> known = new HashMap<>();
  private @Nullable EngineClient client;

  EngineRepositories(Path standard, Map<String, String> environment) {
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
      if (client == null) {
        client = EngineClient.connectOrStart(environment);
      }
      EngineClient engine = client;
      return known.computeIfAbsent(folder, engine::repository);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the connection; the engine and its runs go on. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (client != null) {
        client.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
