package dev.manyhands.engine.service;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.store.SqliteFile;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is sent events, up to which event each has got them, and what was given up. Survives the
 * engine. Safe for any thread.
 */
public final class WebhookBook {
  private final SqliteFile file;

  public WebhookBook(ServiceFile service) {
    this.file = service.file();
  }

  /** Keeps a webhook; of one run, from its first event on. */
  public void add(Webhook webhook) {
    file.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO webhooks(id, url, secret, home, directory, run, created_at)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, webhook.id());
            insert.setString(2, webhook.url().toString());
            insert.setString(3, webhook.secret());
            insert.setString(4, webhook.home().toString());
            insert.setString(5, webhook.directory().toString());
            insert.setString(6, webhook.run().map(RunId::value).orElse(null));
            insert.setString(7, webhook.createdAt().toString());
            insert.executeUpdate();
          }
        });
    webhook.run().ifPresent(run -> begin(webhook.id(), run));
  }

  /** Returns all, the oldest first. */
  public List<Webhook> all() {
    return file.query(
        "SELECT id, url, secret, home, directory, run, created_at FROM webhooks ORDER BY rowid",
        _ -> {},
        row ->
            new Webhook(
                row.getString(1),
                URI.create(row.getString(2)),
                row.getString(3),
                Path.of(row.getString(4)),
                Path.of(row.getString(5)),
                Optional.ofNullable(row.getString(6)).map(RunId::new),
                Instant.parse(row.getString(7))));
  }

  /** Forgets a webhook, and what was given up of it. */
  public void remove(String id) {
    file.execute("DELETE FROM webhooks WHERE id = ?", delete -> delete.setString(1, id));
  }

  /** Notes that events of a run are to be sent; changes nothing when that is noted. */
  public void begin(String id, RunId run) {
    file.execute(
        "INSERT OR IGNORE INTO cursors(webhook, run, seq)"
            + " SELECT id, ?, 0 FROM webhooks WHERE id = ?",
        insert -> {
          insert.setString(1, run.value());
          insert.setString(2, id);
        });
  }

  /** Returns the runs of which events are to be sent. */
  public List<RunId> begun(String id) {
    return file.query(
        "SELECT run FROM cursors WHERE webhook = ?",
        query -> query.setString(1, id),
        row -> new RunId(row.getString(1)));
  }

  /** Returns the number of the last event that is done with; empty when none is to be sent. */
  public Optional<Long> cursor(String id, RunId run) {
    return file
        .query(
            "SELECT seq FROM cursors WHERE webhook = ? AND run = ?",
            query -> {
              query.setString(1, id);
              query.setString(2, run.value());
            },
            row -> row.getLong(1))
        .stream()
        .findFirst();
  }

  /** Notes that events up to one were taken. */
  public void taken(String id, RunId run, long last) {
    file.write(connection -> advance(connection, id, run, last));
  }

  private static void advance(Connection connection, String id, RunId run, long last)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE cursors SET seq = ? WHERE webhook = ? AND run = ?")) {
      update.setLong(1, last);
      update.setString(2, id);
      update.setString(3, run.value());
      update.executeUpdate();
    }
  }

  /** Notes that there is nothing more to send of a run. */
  public void end(String id, RunId run) {
    file.execute(
        "DELETE FROM cursors WHERE webhook = ? AND run = ?",
        delete -> {
          delete.setString(1, id);
          delete.setString(2, run.value());
        });
  }

  /** Keeps what was given up, and goes on behind it. */
  public void giveUp(String id, DeadLetter letter) {
    file.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO dead_letters(webhook, run, first, last, tries, reason, given_up_at)"
                      + " SELECT id, ?, ?, ?, ?, ?, ? FROM webhooks WHERE id = ?")) {
            insert.setString(1, letter.run().value());
            insert.setLong(2, letter.first());
            insert.setLong(3, letter.last());
            insert.setInt(4, letter.tries());
            insert.setString(5, letter.reason());
            insert.setString(6, letter.givenUpAt().toString());
            insert.setString(7, id);
            insert.executeUpdate();
          }
          advance(connection, id, letter.run(), letter.last());
        });
  }

  /**
   * Returns what was given up, the newest first.
   *
   * @param from how many to pass over
   * @param most how many at the most
   */
  public List<DeadLetter> deadLetters(String id, int from, int most) {
    return List.copyOf(
        file.query(
            "SELECT run, first, last, tries, reason, given_up_at FROM dead_letters"
                + " WHERE webhook = ? ORDER BY id DESC LIMIT ? OFFSET ?",
            query -> {
              query.setString(1, id);
              query.setInt(2, most);
              query.setInt(3, from);
            },
            row ->
                new DeadLetter(
                    new RunId(row.getString(1)),
                    row.getLong(2),
                    row.getLong(3),
                    row.getInt(4),
                    Objects.toString(row.getString(5), ""),
                    Instant.parse(row.getString(6)))));
  }
}
