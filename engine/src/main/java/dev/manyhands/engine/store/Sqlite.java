package dev.manyhands.engine.store;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** Opens SQLite files the way that this project needs them. */
final class Sqlite {
  private static final int BUSY_MS = 30_000;

  private Sqlite() {}

  static Connection open(Path file, Schema schema) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MS);
    // A transaction that reads before it writes fails at once when another process has written in
    // between, whatever the timeout; one that takes the write lock first waits its turn.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MS);
    while (true) {
      try {
        return open(source, schema);
      } catch (SQLException e) {
        // The timeout does not hold for the step to the write-ahead log, which another process may
        // be taking with a file that is new.
        if (!isBusy(e) || System.nanoTime() > giveUp) {
          throw broken(file, e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }

  private static Connection open(SQLiteDataSource source, Schema schema) throws SQLException {
    Connection connection = source.getConnection();
    try {
      schema.migrate(connection);
      return connection;
    } catch (SQLException | ManyhandsException e) {
      close(connection);
      throw e;
    }
  }

  /** The last byte is the primary code, the others say more of it. */
  private static boolean isBusy(SQLException e) {
    return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  static void close(@Nullable Connection connection) {
    if (connection == null) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA optimize");
    } catch (SQLException e) {
      // Only makes later queries slower; closing is what matters.
      LoggerFactory.getLogger(Sqlite.class).debug("not optimised", e);
    } finally {
      try {
        connection.close();
      } catch (SQLException e) {
        LoggerFactory.getLogger(Sqlite.class).warn("not closed", e);
      }
    }
  }

  static ManyhandsException broken(Path file, Exception why) {
    return ManyhandsException.external(
        "the database %s cannot be used: %s".formatted(file, why.getMessage()),
        "is the disk full, or the folder not writable?",
        why);
  }
}
