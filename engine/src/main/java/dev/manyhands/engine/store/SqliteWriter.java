package dev.manyhands.engine.store;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. What has come while a commit went on is committed together, so that
 * many writers share the cost of syncing; one that fails does not touch the others.
 */
final class SqliteWriter {
  private static final int MOST_AT_ONCE = 1000;

  /** Something to write, within a transaction that others share. */
  @FunctionalInterface
  interface Write {
    void apply(Connection connection) throws SQLException;
  }

  private static final class Job {
    private final Write write;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Exception failure;

    Job(Write write) {
      this.write = write;
    }
  }

  private static final Job CLOSE = new Job(_ -> {});

  private final Path file;
  private final Connection connection;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final Thread thread;

  SqliteWriter(Path file) {
    this.file = file;
    this.connection = Sqlite.open(file);
    this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::work);
  }

  /** Returns when it is durable. Not interruptible: a caller must know what became of its write. */
  void write(Write write) {
    Job job = new Job(write);
    jobs.add(job);
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        done = job.done.await(1, TimeUnit.SECONDS);
        if (!done && !thread.isAlive()) {
          throw new IllegalStateException("the store is closed");
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (job.failure) {
      case null -> {}
      case ManyhandsException known -> throw known;
      case Exception e -> throw Sqlite.broken(file, e);
    }
  }

  void close() {
    jobs.add(CLOSE);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    boolean open = true;
    while (open) {
      List<Job> batch = new ArrayList<>();
      try {
        batch.add(jobs.take());
      } catch (InterruptedException e) {
        continue; // Nobody interrupts this thread for a reason; it ends by CLOSE.
      }
      jobs.drainTo(batch, MOST_AT_ONCE - 1);
      open = !batch.remove(CLOSE);
      commit(batch);
      batch.forEach(job -> job.done.countDown());
    }
    Sqlite.close(connection);
  }

  private void commit(List<Job> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      connection.setAutoCommit(false);
      for (Job job : batch) {
        apply(job);
      }
      connection.commit();
    } catch (SQLException e) {
      batch.forEach(job -> job.failure = job.failure == null ? e : job.failure);
      rollBack();
    } finally {
      try {
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        rollBack();
      }
    }
  }

  private void apply(Job job) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      job.write.apply(connection);
      connection.releaseSavepoint(before);
    } catch (SQLException | RuntimeException e) {
      job.failure = e;
      connection.rollback(before);
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LoggerFactory.getLogger(SqliteWriter.class).debug("nothing to roll back", e);
    }
  }
}
