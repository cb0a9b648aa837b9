package dev.manyhands.engine.store;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite file: write-ahead log, every commit synced to disk. All writes go through one thread,
 * which commits together what has come together; that thread is started with the first write, since
 * most commands only look. Safe for any thread.
 */
public final class SqliteFile implements AutoCloseable {
  private final Path file;
  private final Schema schema;
  private final Connection reader;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock starting = new ReentrantLock();
  private @Nullable SqliteWriter writer;
  private boolean closed;

  private SqliteFile(Path file, Schema schema) {
    this.file = file;
    this.schema = schema;
    this.reader = Sqlite.open(file, schema);
  }

  /**
   * Opens the database in this file, which is made if there is none.
   *
   * @throws ManyhandsException if it cannot be opened, or is of a newer version
   */
  public static SqliteFile open(Path file, Schema schema) {
    return new SqliteFile(file, schema);
  }

  /** Something to write, within a transaction that others share. */
  @FunctionalInterface
  public interface Write {
    /** Does it; what it throws undoes it. */
    void apply(Connection connection) throws SQLException;
  }

  /** Fills in the parameters of a query. */
  @FunctionalInterface
  public interface Binding {
    /** Sets them. */
    void bind(PreparedStatement query) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    /** Returns what it stands for. */
    T read(ResultSet row) throws SQLException;
  }

  /** Returns when it is durable. Not interruptible: a caller must know what became of its write. */
  public void write(Write write) {
    writer().write(write::apply);
  }

  /** Executes one statement, durably. */
  public void execute(String sql, Binding binding) {
    write(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            statement.executeUpdate();
          }
        });
  }

  private SqliteWriter writer() {
    starting.lock();
    try {
      if (closed) {
        throw ManyhandsException.external("the database " + file + " is closed", "", null);
      }
      if (writer == null) {
        writer = new SqliteWriter(file, schema);
      }
      return writer;
    } finally {
      starting.unlock();
    }
  }

  /** Returns all rows of a query. */
  public <T> List<T> query(String sql, Binding binding, Row<T> row) {
    reading.lock();
    try (PreparedStatement query = reader.prepareStatement(sql)) {
      binding.bind(query);
      try (ResultSet rows = query.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw Sqlite.broken(file, e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void close() {
    closeWriter();
    reading.lock();
    try {
      reader.close();
    } catch (SQLException e) {
      throw Sqlite.broken(file, e);
    } finally {
      reading.unlock();
    }
  }

  private void closeWriter() {
    SqliteWriter started;
    starting.lock();
    try {
      closed = true;
      started = writer;
    } finally {
      starting.unlock();
    }
    if (started != null) {
      started.close();
    }
  }
}
