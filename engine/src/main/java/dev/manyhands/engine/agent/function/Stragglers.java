package dev.manyhands.engine.agent.function;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * Functions that go on although they were told to end. Nobody gets the workspace of one before it
 * has ended, for it may still write there. Safe for any thread.
 */
public final class Stragglers {
  private final Map<Path, Thread> threads = new ConcurrentHashMap<>();
  private final Set<Path> awaited = ConcurrentHashMap.newKeySet();

  void add(Path workspace, Thread thread) {
    threads.put(workspace, thread);
    LoggerFactory.getLogger(Stragglers.class)
        .warn("{} was interrupted and does not end; its workspace waits for it", thread.getName());
  }

  /** Returns the same workspaces, given back only when nobody writes there any more. */
  public Workspaces around(Workspaces workspaces) {
    return new Patient(workspaces);
  }

  private void release(Workspace workspace) {
    Path root = workspace.root();
    Thread thread = threads.get(root);
    if (thread == null || !thread.isAlive()) {
      threads.remove(root);
      workspace.release();
    } else if (awaited.add(root)) {
      Thread.ofVirtual()
          .name("waits for the " + thread.getName())
          .start(() -> releaseAfter(thread, workspace));
    }
  }

  private void releaseAfter(Thread thread, Workspace workspace) {
    try {
      thread.join();
      threads.remove(workspace.root());
      awaited.remove(workspace.root());
      workspace.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Patient implements Workspaces {
    private final Workspaces workspaces;

    Patient(Workspaces workspaces) {
      this.workspaces = workspaces;
    }

    @Override
    public Workspace take(Holder holder, CommitId commit, List<String> copy)
        throws InterruptedException {
      return new Lent(workspaces.take(holder, commit, copy));
    }

    @Override
    public Workspace without(Holder.Attempt holder, CommitId commit, Path folder) {
      return workspaces.without(holder, commit, folder);
    }

    @Override
    public Optional<Workspace> left(Holder holder) {
      return workspaces.left(holder).map(Lent::new);
    }
  }

  private final class Lent implements Workspace {
    private final Workspace workspace;

    Lent(Workspace workspace) {
      this.workspace = workspace;
    }

    @Override
    public Path root() {
      return workspace.root();
    }

    @Override
    public Snapshot snapshot(CommitId base, String message) throws InterruptedException {
      return workspace.snapshot(base, message);
    }

    @Override
    public void release() {
      Stragglers.this.release(workspace);
    }
  }
}
