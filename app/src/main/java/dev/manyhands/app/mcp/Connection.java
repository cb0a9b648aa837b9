package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Home;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.agent.AgentCatalog;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is known of one client: its run, and what it has been told. Safe for any thread. */
final class Connection {
  private static final int MOST_VIEWS = 16;

  private final Repositories repositories;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock opening = new ReentrantLock();

  /** The least recently used first. */
  private final Map<RunId, RunView> views = new LinkedHashMap<>(16, 0.75f, true);

  private @Nullable RunView current;
  private Path folder;

  Connection(Repositories repositories) {
    this.repositories = repositories;
    this.folder = repositories.standard();
  }

  /** Held while a run is opened, so that calls at the same time open one. */
  ReentrantLock opening() {
    return opening;
  }

  /** Returns what can be asked about the repository that a call names, or the usual one. */
  Orchestrator orchestrator(Arguments arguments) throws InterruptedException {
    return repositories.at(folder(arguments));
  }

  /** Returns the folder that a call names as the repository, or in which the own run is. */
  Path folder(Arguments arguments) {
    lock.lock();
    try {
      return arguments
          .text("repo")
          .map(named -> repositories.standard().resolve(named).toAbsolutePath().normalize())
          .orElse(folder);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the kinds of subagents that are known in the repository that a call names. */
  AgentCatalog agents(Arguments arguments) {
    Map<String, String> environment = System.getenv();
    return AgentCatalog.around(folder(arguments), environment, Home.base(environment));
  }

  /** Returns the connection's own run, as it stood when it was last looked at. */
  Optional<RunView> current() {
    lock.lock();
    try {
      return Optional.ofNullable(current);
    } finally {
      lock.unlock();
    }
  }

  /** Makes a run the connection's own, which a call has started. */
  RunView adopt(Arguments arguments, Orchestrator orchestrator, RunId run)
      throws InterruptedException {
    RunView view = view(orchestrator, run);
    lock.lock();
    try {
      folder = folder(arguments);
      current = view;
    } finally {
      lock.unlock();
    }
    return view;
  }

  /** Returns the run that a call is about, up to date: the one that it names, or the own one. */
  RunView view(Arguments arguments) throws InterruptedException {
    Optional<String> named = arguments.text("run");
    if (named.isPresent()) {
      Orchestrator orchestrator = orchestrator(arguments);
      Optional<RunView> own = current().filter(view -> view.run().value().equals(named.get()));
      return own.isPresent() && arguments.text("repo").isEmpty()
          ? upToDate(own.get())
          : view(orchestrator, orchestrator.find(named.get()));
    }
    return upToDate(
        current()
            .orElseThrow(
                () ->
                    ManyhandsException.usage(
                        "this connection has no run yet",
                        "spawn_agents opens one; name one in 'run' to go on with what an earlier"
                            + " session started: 'latest', or what list_agents shows")));
  }

  private RunView view(Orchestrator orchestrator, RunId run) throws InterruptedException {
    RunView view;
    lock.lockInterruptibly();
    try {
      view = views.computeIfAbsent(run, id -> new RunView(orchestrator, id));
      Iterator<RunView> oldest = views.values().iterator();
      while (views.size() > MOST_VIEWS && oldest.hasNext()) {
        oldest.next();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
    return upToDate(view);
  }

  private static RunView upToDate(RunView view) throws InterruptedException {
    view.catchUp();
    return view;
  }
}
