package dev.manyhands.engine.service;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.store.Schema;
import dev.manyhands.engine.store.SqliteFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The database of a background engine, beside those of the repositories. It holds the secrets of
 * webhooks, so only its owner can read it.
 */
public final class ServiceFile implements AutoCloseable {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              """
              CREATE TABLE requests (
                key TEXT PRIMARY KEY,
                digest TEXT NOT NULL,
                asked_at INTEGER NOT NULL,
                status INTEGER,
                answer TEXT);
              CREATE INDEX requests_by_age ON requests(asked_at);
              CREATE TABLE webhooks (
                id TEXT PRIMARY KEY,
                url TEXT NOT NULL,
                secret TEXT NOT NULL,
                home TEXT NOT NULL,
                directory TEXT NOT NULL,
                run TEXT,
                created_at TEXT NOT NULL);
              CREATE TABLE cursors (
                webhook TEXT NOT NULL REFERENCES webhooks ON DELETE CASCADE,
                run TEXT NOT NULL,
                seq INTEGER NOT NULL,
                PRIMARY KEY (webhook, run)) WITHOUT ROWID;
              CREATE TABLE dead_letters (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                webhook TEXT NOT NULL REFERENCES webhooks ON DELETE CASCADE,
                run TEXT NOT NULL,
                first INTEGER NOT NULL,
                last INTEGER NOT NULL,
                tries INTEGER NOT NULL,
                reason TEXT NOT NULL,
                given_up_at TEXT NOT NULL);
              """));

  private final SqliteFile file;

  private ServiceFile(SqliteFile file) {
    this.file = file;
  }

  /**
   * Opens the database of a state folder, which is made if there is none.
   *
   * @throws ManyhandsException if it cannot be opened, or is of a newer version (EXTERNAL)
   */
  public static ServiceFile open(Path base) {
    Path path = base.resolve("engine.db");
    try {
      Files.createDirectories(base);
      // What SQLite puts beside it has the same permissions.
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // It was made so.
    } catch (IOException e) {
      throw ManyhandsException.external(
          "%s cannot be made: %s".formatted(path, e.getMessage()), "", e);
    }
    return new ServiceFile(SqliteFile.open(path, SCHEMA));
  }

  SqliteFile file() {
    return file;
  }

  @Override
  public void close() {
    file.close();
  }
}
