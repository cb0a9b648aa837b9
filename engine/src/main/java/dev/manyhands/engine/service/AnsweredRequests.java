package dev.manyhands.engine.service;

import dev.manyhands.engine.store.SqliteFile;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Requests that carried a key of their client's, and their answers, for as long as a client may ask
 * again. Of a request itself only a digest is kept: it may hold secrets. Safe for any thread.
 */
public final class AnsweredRequests {
  /** For how long a request is known. */
  public static final Duration KEPT = Duration.ofDays(1);

  private static final long MOST = 100_000;

  private final SqliteFile file;
  private final InstantSource clock;

  public AnsweredRequests(ServiceFile service, InstantSource clock) {
    this.file = service.file();
    this.clock = clock;
  }

  /**
   * A request that is known.
   *
   * @param digest of what was asked
   * @param answer empty when the engine ended before there was one
   */
  public record Known(String digest, Optional<Text> answer) {}

  /** An answer: a number and a document. */
  public record Text(int status, String body) {}

  /**
   * Notes that a request is carried out now.
   *
   * @return what is known of the one of this key; empty when it is new
   */
  public Optional<Known> begin(String key, String digest) {
    AtomicBoolean fresh = new AtomicBoolean();
    Instant now = clock.instant();
    file.write(
        connection -> {
          try (PreparedStatement delete =
                  connection.prepareStatement(
                      "DELETE FROM requests WHERE key = ? AND asked_at < ?");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "INSERT OR IGNORE INTO requests(key, digest, asked_at) VALUES (?, ?, ?)")) {
            delete.setString(1, key);
            delete.setLong(2, now.minus(KEPT).toEpochMilli());
            delete.executeUpdate();
            insert.setString(1, key);
            insert.setString(2, digest);
            insert.setLong(3, now.toEpochMilli());
            fresh.set(insert.executeUpdate() == 1);
          }
        });
    return fresh.get() ? Optional.empty() : find(key);
  }

  private Optional<Known> find(String key) {
    List<Known> found =
        file.query(
            "SELECT digest, status, answer FROM requests WHERE key = ?",
            query -> query.setString(1, key),
            row -> {
              Text answer = new Text(row.getInt(2), Objects.toString(row.getString(3), ""));
              return new Known(
                  row.getString(1), answer.status() == 0 ? Optional.empty() : Optional.of(answer));
            });
    return found.stream().findFirst();
  }

  /** Keeps the answer of a request that has begun. */
  public void answered(String key, Text answer) {
    file.execute(
        "UPDATE requests SET status = ?, answer = ? WHERE key = ?",
        update -> {
          update.setInt(1, answer.status());
          update.setString(2, answer.body());
          update.setString(3, key);
        });
  }

  /** Forgets a request that came to nothing: it can be asked again. */
  public void forget(String key) {
    file.execute("DELETE FROM requests WHERE key = ?", delete -> delete.setString(1, key));
  }

  /** Removes requests that are too old, and the oldest of too many. */
  public void prune() {
    long oldest = clock.instant().minus(KEPT).toEpochMilli();
    file.write(
        connection -> {
          try (PreparedStatement old =
                  connection.prepareStatement("DELETE FROM requests WHERE asked_at < ?");
              PreparedStatement many =
                  connection.prepareStatement(
                      "DELETE FROM requests WHERE key IN (SELECT key FROM requests ORDER BY"
                          + " asked_at DESC LIMIT -1 OFFSET ?)")) {
            old.setLong(1, oldest);
            old.executeUpdate();
            many.setLong(1, MOST);
            many.executeUpdate();
          }
        });
  }
}
