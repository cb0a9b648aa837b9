package dev.manyhands.engine.store;

import dev.manyhands.core.ManyhandsException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, and how those of an older version become those of this one.
 *
 * @param migrations each brings the database from the version that is its position to the next;
 *     never changed
 */
public record Schema(List<String> migrations) {
  /** Of runs and their events. */
  static final Schema RUNS =
      new Schema(
          List.of(
              """
              CREATE TABLE runs (
                run TEXT PRIMARY KEY,
                created_at TEXT NOT NULL,
                base TEXT NOT NULL,
                base_tree TEXT NOT NULL,
                plan TEXT NOT NULL);
              CREATE TABLE events (
                run TEXT NOT NULL REFERENCES runs,
                seq INTEGER NOT NULL,
                event TEXT NOT NULL,
                PRIMARY KEY (run, seq)) WITHOUT ROWID;
              CREATE TABLE requests (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                run TEXT NOT NULL REFERENCES runs,
                request TEXT NOT NULL);
              """,
              """
              ALTER TABLE requests ADD COLUMN outcome TEXT;
              """,
              """
              ALTER TABLE runs ADD COLUMN name TEXT NOT NULL DEFAULT '';
              ALTER TABLE runs ADD COLUMN tasks INTEGER NOT NULL DEFAULT 0;
              UPDATE runs SET
                name = coalesce(json_extract(plan, '$.name'), ''),
                tasks = coalesce(json_array_length(plan, '$.tasks'), 0) + (
                  SELECT coalesce(sum(json_array_length(event, '$.tasks')), 0) FROM events
                  WHERE events.run = runs.run AND event LIKE '{"type":"TasksAdded"%')
                WHERE json_valid(plan);
              """));

  public Schema {
    migrations = List.copyOf(migrations);
  }

  /** Brings the database to this version. */
  void migrate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = version(statement);
      if (version > migrations.size()) {
        throw ManyhandsException.external(
            "the database is of version %d, and this Manyhands knows versions up to %d"
                .formatted(version, migrations.size()),
            "use the newer Manyhands that wrote it",
            null);
      }
      if (version == migrations.size()) {
        return;
      }
      // Two processes may get here at once: the version counts that is seen under the write lock.
      statement.execute("BEGIN IMMEDIATE");
      for (int next = version(statement); next < migrations.size(); next++) {
        for (String sql : migrations.get(next).split(";\\s*\n", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
        statement.execute("PRAGMA user_version = " + (next + 1));
      }
      statement.execute("COMMIT");
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.getInt(1);
    }
  }
}
