package dev.manyhands.engine.git;

import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.port.Holder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the files of attempts that had none: a ref to their base, made with one git process for all
 * who ask at about the same time, since thousands may end together. Safe for any thread.
 */
final class UnchangedFiles {
  private final Repository repository;
  private final Map<CommitId, TreeId> trees = new ConcurrentHashMap<>();
  private final Queue<Wanted> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  private record Wanted(String ref, CommitId commit, AtomicBoolean done) {}

  UnchangedFiles(Repository repository) {
    this.repository = repository;
  }

  /** Keeps a base for an attempt, and returns it as a change that changes nothing. */
  Change keep(Holder.Attempt holder, CommitId base) throws InterruptedException {
    TreeId tree = trees.get(base);
    if (tree == null) {
      tree = repository.tree(base);
      trees.put(base, tree);
    }
    set(Refs.attempt(holder.run(), holder.attempt()), base);
    return new Change(base, tree, 0, 0, 0);
  }

  private void set(String ref, CommitId commit) throws InterruptedException {
    Wanted own = new Wanted(ref, commit, new AtomicBoolean());
    waiting.add(own);
    writing.lockInterruptibly();
    try {
      // Whoever had the lock before may have written this one as well.
      if (!own.done().get()) {
        writeAll();
      }
    } finally {
      writing.unlock();
    }
    if (!own.done().get()) {
      new Refs(repository).set(ref, commit); // All were refused, because of one of them.
    }
  }

  private void writeAll() throws InterruptedException {
    List<Wanted> all = new ArrayList<>();
    for (Wanted next = waiting.poll(); next != null; next = waiting.poll()) {
      all.add(next);
    }
    StringBuilder lines = new StringBuilder();
    all.forEach(w -> lines.append("update %s %s%n".formatted(w.ref(), w.commit())));
    byte[] input = lines.toString().getBytes(StandardCharsets.UTF_8);
    try {
      boolean ok = repository.git().call(input, "update-ref", "--no-deref", "--stdin").ok();
      all.forEach(w -> w.done().set(ok));
    } catch (InterruptedException e) {
      // The others still want theirs.
      waiting.addAll(all);
      throw e;
    }
  }
}
