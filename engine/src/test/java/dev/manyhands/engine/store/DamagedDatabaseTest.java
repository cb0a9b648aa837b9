package dev.manyhands.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedDatabaseTest {
  private static final RunId RUN = new RunId("r");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void fill() {
    file = folder.resolve("manyhands.db");
    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      store.create(Stores.run("r"));
      store.append(RUN, 0, Stores.events(1, 500));
    }
  }

  private void demandClearError(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL))
        .hasMessageContaining(file.toString());
  }

  private static void readAll(Path file) {
    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      store.runs();
      Stores.numbers(store, RUN);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Files.writeString(file, "This is not a database, but it is long enough to be one.".repeat(99));

    demandClearError(() -> readAll(file));
  }

  @Test
  void aDatabaseThatIsCutIsNamed() throws IOException {
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() / 2);
    }

    demandClearError(() -> readAll(file));
  }

  @Test
  void aDatabaseWithSpoiltPagesIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0xa5);
    Files.write(file, bytes);

    demandClearError(() -> readAll(file));
  }

  @Test
  void aFolderInItsPlaceIsNamed() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);

    demandClearError(() -> readAll(file));
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    file = folder.resolve("no/such/manyhands.db");

    demandClearError(() -> readAll(file));
  }

  @Test
  void aFileThatMayNotBeWrittenIsNamed() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeThat(Files.isWritable(file)).as("the superuser may write everything").isFalse();

    demandClearError(
        () -> {
          try (SqliteEventStore store = SqliteEventStore.open(file)) {
            store.append(RUN, 500, Stores.events(501, 501));
          }
        });
  }
}
