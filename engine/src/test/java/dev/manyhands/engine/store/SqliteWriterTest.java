package dev.manyhands.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.process.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SqliteWriterTest {
  private static final int MANY = 50;

  /** Its trace is not worth printing. */
  private static final class Planted extends Error {
    private static final long serialVersionUID = 1L;

    Planted() {
      super("planted by a test", null, false, false);
    }
  }

  @TempDir Path folder;

  private final CountDownLatch busy = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private SqliteWriter writer;
  private Connection reader;

  @BeforeEach
  void open() {
    writer = new SqliteWriter(folder.resolve("manyhands.db"), Schema.RUNS);
    reader = Sqlite.open(folder.resolve("manyhands.db"), Schema.RUNS);
  }

  @AfterEach
  void close() {
    goOn.countDown();
    writer.close();
    Sqlite.close(reader);
  }

  /** Keeps the writing thread busy until {@link #goOn}, so that others have to wait. */
  private void block() throws InterruptedException {
    Thread.ofVirtual()
        .start(
            () ->
                writer.write(
                    _ -> {
                      busy.countDown();
                      await(goOn);
                    }));
    busy.await();
  }

  /** Starts callers, and returns when all of them wait. */
  private static List<FutureTask<?>> start(int count, Runnable call) throws Exception {
    List<FutureTask<?>> calls = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(new FutureTask<>(call, null));
      threads.add(Thread.ofVirtual().start(calls.getLast()));
    }
    Eventually.that(
        "all wait", () -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    return calls;
  }

  private List<FutureTask<?>> submit(int count, SqliteWriter.Write write) throws Exception {
    return start(count, () -> writer.write(write));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO runs(run, created_at, base, base_tree, plan) VALUES (random(), '', '', '',"
              + " '')");
    }
  }

  private int visible() throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM runs")) {
      return rows.getInt(1);
    }
  }

  @Test
  void writesThatWaitAreCommittedTogether() throws Exception {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    block();
    List<FutureTask<?>> waiting =
        submit(
            MANY,
            connection -> {
              insert(connection);
              seen.add(visible());
            });

    goOn.countDown();

    for (Future<?> write : waiting) {
      write.get();
    }
    assertThat(seen).hasSize(MANY).containsOnly(0);
    assertThat(visible()).isEqualTo(MANY);
  }

  @Test
  void oneThatFailsDoesNotTouchTheOthers() throws Exception {
    block();
    List<FutureTask<?>> good = new ArrayList<>(submit(3, SqliteWriterTest::insert));
    List<FutureTask<?>> bad =
        submit(
            2,
            connection -> {
              insert(connection);
              try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO nowhere VALUES (1)");
              }
            });
    good.addAll(submit(3, SqliteWriterTest::insert));

    goOn.countDown();

    for (Future<?> write : good) {
      write.get();
    }
    for (Future<?> write : bad) {
      assertThatThrownBy(write::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(ManyhandsException.class)
          .hasMessageContaining("nowhere");
    }
    assertThat(visible()).isEqualTo(6);
  }

  @Test
  void anInterruptedCallerStillLearnsWhatBecameOfItsWrite() throws Exception {
    block();
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean stillMarked = new AtomicBoolean();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  writer.write(SqliteWriterTest::insert);
                  stillMarked.set(Thread.currentThread().isInterrupted());
                  done.countDown();
                });
    Eventually.that("it waits", () -> caller.getState() == Thread.State.WAITING);
    caller.interrupt();

    goOn.countDown();
    done.await();

    assertThat(stillMarked).isTrue();
    assertThat(visible()).isEqualTo(1);
  }

  /** Each of them is kept, or knows that it is not. */
  @Test
  void closingWhileWritersWaitLeavesNobodyInDoubt() throws Exception {
    block();
    List<Future<?>> waiting = new ArrayList<>(submit(MANY, SqliteWriterTest::insert));
    Future<?> closing = start(1, writer::close).getFirst();
    List<FutureTask<?>> late = submit(MANY, SqliteWriterTest::insert);

    goOn.countDown();
    closing.get();

    int kept = 0;
    waiting.addAll(late);
    for (Future<?> write : waiting) {
      try {
        write.get();
        kept++;
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOf(ManyhandsException.class)
            .hasMessageContaining("closed");
      }
    }
    assertThat(visible()).isEqualTo(kept).isGreaterThanOrEqualTo(MANY);
  }

  @Test
  void anErrorOfTheWritingThreadIsNotWaitedFor() throws Exception {
    assertThatThrownBy(
            () ->
                writer.write(
                    connection -> {
                      insert(connection);
                      throw new Planted();
                    }))
        .isInstanceOf(ManyhandsException.class);
    assertThat(visible()).isZero();
    assertThatThrownBy(() -> writer.write(SqliteWriterTest::insert))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining("closed");
  }
}
