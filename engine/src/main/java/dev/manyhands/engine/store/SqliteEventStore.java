package dev.manyhands.engine.store;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.event.EventCodec;
import dev.manyhands.engine.plan.PlanCodec;
import dev.manyhands.engine.run.EventStore;
import dev.manyhands.engine.run.RunEntry;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.StoredEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps runs and events in one SQLite file: write-ahead log, every commit synced to disk. All
 * writes go through one thread, which commits together what has come together. Other processes can
 * read at any time.
 */
public final class SqliteEventStore implements EventStore, Requests {
  private static final String RUN = "SELECT run, created_at, base, base_tree, plan FROM runs";

  /** The last event only if it is the end: others can be large. */
  private static final String ENTRY =
      """
      SELECT run, created_at, name, tasks,
        (SELECT CASE WHEN event LIKE '{"type":"RunFinished"%' THEN event END FROM events
          WHERE events.run = runs.run ORDER BY seq DESC LIMIT 1)
      FROM runs
      """;

  private final EventCodec codec = new EventCodec();
  private final KnownRuns known = new KnownRuns();
  private final SqliteFile file;

  private SqliteEventStore(Path file) {
    this.file = SqliteFile.open(file, Schema.RUNS);
  }

  /**
   * Opens the database in this file, which is made if there is none.
   *
   * @throws ManyhandsException if it cannot be opened, or is of a newer version
   */
  public static SqliteEventStore open(Path file) {
    return new SqliteEventStore(file);
  }

  @Override
  public void create(RunRecord run) {
    String plan = PlanCodec.write(run.plan());
    file.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT OR IGNORE INTO runs(run, created_at, base, base_tree, plan, name, tasks)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, run.id().value());
            insert.setString(2, run.createdAt().toString());
            insert.setString(3, run.base().commit().hex());
            insert.setString(4, run.base().tree().hex());
            insert.setString(5, plan);
            insert.setString(6, run.plan().name());
            insert.setInt(7, run.plan().tasks().size());
            if (insert.executeUpdate() == 0) {
              throw conflict("there is a run '%s' already".formatted(run.id()));
            }
          }
        });
  }

  @Override
  public void append(RunId run, long last, List<Event> events) {
    List<String> json = events.stream().map(codec::write).toList();
    int added = events.stream().mapToInt(SqliteEventStore::added).sum();
    file.write(
        connection -> {
          long there = last(connection, run);
          if (there != last) {
            throw conflict("run %s has events up to %d by now, not %d".formatted(run, there, last));
          }
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO events(run, seq, event) VALUES (?, ?, ?)")) {
            long seq = last;
            for (String event : json) {
              seq++;
              insert.setString(1, run.value());
              insert.setLong(2, seq);
              insert.setString(3, event);
              insert.addBatch();
            }
            insert.executeBatch();
          }
          if (added > 0) {
            count(connection, run, added);
          }
        });
  }

  private static int added(Event event) {
    return event instanceof Event.TasksAdded more ? more.tasks().size() : 0;
  }

  private static void count(Connection connection, RunId run, int added) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE runs SET tasks = tasks + ? WHERE run = ?")) {
      update.setInt(1, added);
      update.setString(2, run.value());
      update.executeUpdate();
    }
  }

  private static ManyhandsException conflict(String message) {
    return new ManyhandsException(
        ManyhandsException.Kind.CONFLICT, message, "is another engine at work on it?");
  }

  private static long last(Connection connection, RunId run) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT coalesce(max(seq), 0) FROM events WHERE run = ?")) {
      query.setString(1, run.value());
      try (ResultSet rows = query.executeQuery()) {
        return rows.getLong(1);
      }
    }
  }

  @Override
  public List<StoredEvent> read(RunId run, long after, int most) {
    return file.query(
        "SELECT seq, event FROM events WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?",
        query -> {
          query.setString(1, run.value());
          query.setLong(2, after);
          query.setInt(3, most);
        },
        row -> new StoredEvent(row.getLong(1), codec.read(row.getString(2))));
  }

  @Override
  public Optional<StoredEvent> last(RunId run) {
    return file
        .query(
            "SELECT seq, event FROM events WHERE run = ? ORDER BY seq DESC LIMIT 1",
            query -> query.setString(1, run.value()),
            row -> new StoredEvent(row.getLong(1), codec.read(row.getString(2))))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<RunRecord> find(RunId run) {
    return known.find(run, () -> read(run));
  }

  private Optional<RunRecord> read(RunId run) {
    return file
        .query(RUN + " WHERE run = ?", query -> query.setString(1, run.value()), this::run)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<RunEntry> entry(RunId run) {
    return file
        .query(ENTRY + " WHERE run = ?", query -> query.setString(1, run.value()), this::entry)
        .stream()
        .findFirst();
  }

  @Override
  public List<RunEntry> runs() {
    // Times as text do not sort: 53Z would come after 53.5Z.
    return file.query(ENTRY + " ORDER BY rowid DESC", _ -> {}, this::entry).stream()
        .sorted(Comparator.comparing(RunEntry::createdAt).reversed())
        .toList();
  }

  private RunEntry entry(ResultSet row) throws SQLException {
    return new RunEntry(
        new RunId(row.getString(1)),
        row.getString(3),
        row.getInt(4),
        Instant.parse(row.getString(2)),
        Optional.ofNullable(row.getString(5))
            .map(codec::read)
            .filter(Event.RunFinished.class::isInstance)
            .map(end -> ((Event.RunFinished) end).status()));
  }

  private RunRecord run(ResultSet row) throws SQLException {
    return new RunRecord(
        new RunId(row.getString(1)),
        PlanCodec.read(row.getString(5)),
        new Head(new CommitId(row.getString(3)), new TreeId(row.getString(4))),
        Instant.parse(row.getString(2)));
  }

  @Override
  public long ask(RunId run, String request) {
    AtomicLong id = new AtomicLong();
    file.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO requests(run, request) VALUES (?, ?) RETURNING id")) {
            insert.setString(1, run.value());
            insert.setString(2, request);
            try (ResultSet rows = insert.executeQuery()) {
              id.set(rows.getLong(1));
            }
          }
        });
    return id.get();
  }

  @Override
  public void done(long id, String refusal) {
    file.write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE requests SET outcome = ? WHERE id = ?")) {
            update.setString(1, refusal);
            update.setLong(2, id);
            update.executeUpdate();
          }
        });
  }

  @Override
  public Optional<String> outcome(long id) {
    return file
        .query(
            "SELECT outcome FROM requests WHERE id = ? AND outcome IS NOT NULL",
            query -> query.setLong(1, id),
            row -> row.getString(1))
        .stream()
        .findFirst();
  }

  @Override
  public List<Asked> asked(RunId run, long after) {
    return file.query(
        "SELECT id, request FROM requests"
            + " WHERE run = ? AND id > ? AND outcome IS NULL ORDER BY id",
        query -> {
          query.setString(1, run.value());
          query.setLong(2, after);
        },
        row -> new Asked(row.getLong(1), row.getString(2)));
  }

  @Override
  public void close() {
    file.close();
  }
}
