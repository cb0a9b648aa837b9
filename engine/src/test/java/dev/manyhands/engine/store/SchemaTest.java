package dev.manyhands.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  private static final String VERSION = Integer.toString(Schema.RUNS.migrations().size());

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("manyhands.db");
  }

  private void execute(String... lines) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String line : lines) {
        statement.execute(line);
      }
    }
  }

  private String pragma(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
      return rows.getString(1);
    }
  }

  @Test
  void anEmptyFileBecomesADatabaseOfThisVersion() throws Exception {
    Files.createFile(file);

    SqliteEventStore.open(file).close();

    assertThat(pragma("user_version")).isEqualTo(VERSION);
    assertThat(pragma("journal_mode")).isEqualTo("wal");
  }

  @Test
  void aDatabaseOfVersionZeroIsBroughtToThisVersion() throws Exception {
    execute("CREATE TABLE other(x)", "PRAGMA user_version = 0");

    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      store.create(Stores.run("r"));
      store.append(new RunId("r"), 0, Stores.events(1, 2));
    }

    assertThat(pragma("user_version")).isEqualTo(VERSION);
  }

  /** A crash in the middle leaves nothing: the steps and the version are one transaction. */
  @Test
  void aMigrationThatFailsLeavesNothingBehind() throws Exception {
    execute("CREATE TABLE requests(x)");

    assertThatThrownBy(() -> SqliteEventStore.open(file))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining(file.toString());

    assertThat(pragma("user_version")).isEqualTo("0");
    execute("DROP TABLE requests");
    SqliteEventStore.open(file).close();
    assertThat(pragma("user_version")).isEqualTo(VERSION);
  }

  @Test
  void aNewerDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    SqliteEventStore.open(file).close();
    execute("PRAGMA user_version = 7");

    assertThatThrownBy(() -> SqliteEventStore.open(file))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL);
              assertThat(e.hint()).contains("newer Manyhands");
            })
        .hasMessageContaining("version 7")
        .hasMessageContaining("up to " + VERSION);

    assertThat(pragma("user_version")).isEqualTo("7");
  }

  @RepeatedTest(5)
  void manyMayOpenANewDatabaseAtOnce() throws Exception {
    int many = 8;
    CountDownLatch ready = new CountDownLatch(many);
    try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
      List<Future<SqliteEventStore>> stores = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        stores.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return SqliteEventStore.open(file);
                }));
      }
      for (Future<SqliteEventStore> store : stores) {
        store.get().close();
      }
    }
  }
}
