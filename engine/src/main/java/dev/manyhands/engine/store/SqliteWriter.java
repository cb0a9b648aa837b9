package dev.manyhands.engine.store;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.run.Uninterrupted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
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

  private final Path file;
  private final Connection connection;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final Job last = new Job(_ -> {});
  private final Thread thread;
  private volatile boolean closed;

  SqliteWriter(Path file, Schema schema) {
    this.file = file;
    this.connection = Sqlite.open(file, schema);
    this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::work);
  }

  /** Returns when it is durable. Not interruptible: a caller must know what became of its write. */
  void write(Write write) {
    Job job = new Job(write);
    jobs.add(job);
    // Either the thread sees the job, or this sees that the thread has looked for the last time.
    if (closed && jobs.remove(job)) {
      throw closed();
    }
    Uninterrupted.run(
        () -> {
          job.done.await();
          return job;
        });
    switch (job.failure) {
      case null -> {}
      case ManyhandsException known -> throw known;
      case Exception e -> throw Sqlite.broken(file, e);
    }
  }

  /** Writes what waits, and nothing more. */
  void close() {
    jobs.add(last);
    Uninterrupted.run(
        () -> {
          thread.join();
          return thread;
        });
  }

  private ManyhandsException closed() {
    return ManyhandsException.external("the database " + file + " is closed", "", null);
  }

  private void work() {
    List<Job> batch = new ArrayList<>();
    try {
      boolean open = true;
      while (open) {
        batch.clear();
        batch.add(Uninterrupted.run(jobs::take));
        jobs.drainTo(batch, MOST_AT_ONCE - 1);
        open = !batch.removeIf(job -> job == last);
        commit(batch);
        batch.forEach(job -> job.done.countDown());
      }
    } finally {
      closed = true;
      jobs.drainTo(batch);
      batch.forEach(this::refuse);
      Sqlite.close(connection);
    }
  }

  /** Does nothing to a job that is done. */
  private void refuse(Job job) {
    if (job.done.getCount() > 0) {
      job.failure = closed();
      job.done.countDown();
    }
  }

  private void commit(List<Job> batch) {
    if (batch.isEmpty()) {
      return;
    }
    boolean committed = false;
    try {
      connection.setAutoCommit(false);
      for (Job job : batch) {
        apply(job);
      }
      connection.commit();
      committed = true;
    } catch (SQLException e) {
      batch.forEach(job -> job.failure = job.failure == null ? e : job.failure);
    } finally {
      // First: setting auto-commit commits what is open.
      if (!committed) {
        rollBack();
      }
      setAutoCommit();
    }
  }

  private void setAutoCommit() {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      rollBack();
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
