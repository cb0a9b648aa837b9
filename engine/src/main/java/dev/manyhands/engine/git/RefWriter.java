package dev.manyhands.engine.git;

import dev.manyhands.core.run.CommitId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Points refs at commits, with one git process for all who ask at about the same time: helpers that
 * started together end together, and there may be thousands. Safe for any thread.
 */
final class RefWriter {
  private final Repository repository;
  private final Queue<Wanted> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  private record Wanted(String ref, CommitId commit, AtomicBoolean done) {}

  RefWriter(Repository repository) {
    this.repository = repository;
  }

  /** Points a ref at a commit, wherever it pointed before; returns when it does. */
  void set(String ref, CommitId commit) throws InterruptedException {
    Wanted own = new Wanted(ref, commit, new AtomicBoolean());
    waiting.add(own);
    try {
      writing.lockInterruptibly();
      try {
        // Whoever had the lock before may have written this one as well.
        if (!own.done().get()) {
          writeAll();
        }
      } finally {
        writing.unlock();
      }
    } catch (InterruptedException e) {
      // Nobody writes it later, over what its owner may write by then.
      waiting.remove(own);
      throw e;
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
    for (Wanted wanted : all) {
      lines.append("update %s %s\n".formatted(wanted.ref(), wanted.commit()));
    }
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
