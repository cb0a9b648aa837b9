package dev.manyhands.app.http;

import com.sun.net.httpserver.HttpExchange;
import dev.manyhands.app.mcp.HttpServing;
import dev.manyhands.app.mcp.Repositories;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.Orchestrator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Serves main agents over HTTP. It asks the engine as any client does, so that whatever is started
 * by one is carried like what others start. Made when the first one comes.
 */
final class McpEndpoint implements AutoCloseable {
  private final Map<String, String> environment;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable HttpServing serving;
  private @Nullable EngineClient client;

  McpEndpoint(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  void handle(HttpExchange exchange) throws IOException {
    HttpServing current;
    lock.lock();
    try {
      if (serving == null) {
        serving = new HttpServing(new OwnRepositories(), EngineInfo.thisVersion());
      }
      current = serving;
    } finally {
      lock.unlock();
    }
    current.handle(exchange);
  }

  private EngineClient client() throws InterruptedException {
    lock.lock();
    try {
      if (client == null) {
        client =
            EngineClient.connect(environment)
                .orElseThrow(
                    () -> ManyhandsException.external("the background engine is ending", "", null));
      }
      return client;
    } finally {
      lock.unlock();
    }
  }

  /** Any repository of this user: the call that starts a run names its own. */
  private final class OwnRepositories implements Repositories {
    private static final Path NONE = Path.of("/");

    @Override
    public Path standard() {
      return NONE;
    }

    @Override
    public Orchestrator at(Path folder) throws InterruptedException {
      if (folder.equals(NONE)) {
        throw ManyhandsException.usage(
            "no repository is named", "name it in 'repo', as an absolute path");
      }
      return client().repository(folder);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (serving != null) {
        serving.close();
      }
      if (client != null) {
        client.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
