package dev.manyhands.engine.store;

import static dev.manyhands.engine.store.Stores.event;
import static dev.manyhands.engine.store.Stores.events;
import static dev.manyhands.engine.store.Stores.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.process.Locales;
import dev.manyhands.engine.run.RunEntry;
import dev.manyhands.engine.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes beyond the contract of every event store, which the testkit has. */
class SqliteEventStoreTest {
  private static final RunId RUN = new RunId("r");

  @TempDir Path folder;

  private SqliteEventStore open() {
    return SqliteEventStore.open(folder.resolve("manyhands.db"));
  }

  @Test
  void anotherConnectionReadsWhatIsDurableWhileThisOneWrites() {
    try (SqliteEventStore writer = open();
        SqliteEventStore reader = open()) {
      writer.create(Stores.run("r"));
      for (int i = 0; i < 20; i++) {
        writer.append(RUN, i, List.of(event(i)));

        assertThat(reader.last(RUN).orElseThrow().seq()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void keepsEverythingWhenItIsNotClosed() {
    SqliteEventStore lost = open();
    lost.create(Stores.run("r"));
    lost.append(RUN, 0, events(1, 3));
    try (SqliteEventStore store = open()) {
      assertThat(numbers(store, RUN)).containsExactly(1L, 2L, 3L);
      assertThat(store.find(RUN)).contains(Stores.run("r"));
    } finally {
      lost.close();
    }
  }

  /** Text sorts {@code 53Z} after {@code 53.5Z}. */
  @Test
  void theNewestRunIsFirstHoweverItsTimeIsWritten() {
    try (SqliteEventStore store = open()) {
      RunRecord first = Stores.run("first");
      RunRecord second = Stores.run("second", first.createdAt().plusMillis(123));
      RunRecord third = Stores.run("third", second.createdAt().plusNanos(456_000));
      List.of(first, second, third).forEach(store::create);

      assertThat(store.runs())
          .extracting(RunEntry::id)
          .containsExactly(third.id(), second.id(), first.id());
    }
  }

  @Test
  void ofRunsOfTheSameTimeTheLaterIsFirst() {
    try (SqliteEventStore store = open()) {
      List.of("b", "c", "a").forEach(id -> store.create(Stores.run(id)));

      assertThat(store.runs()).extracting(run -> run.id().value()).containsExactly("a", "c", "b");
    }
  }

  /** Those columns came with the third version of the tables. */
  @Test
  void ofOlderRunsAListShowsTheSame() throws SQLException {
    try (SqliteEventStore store = open()) {
      RunRecord run = Stores.run("r");
      store.create(run);
      store.append(RUN, 0, List.of(new Event.TasksAdded(Stores.AT, run.plan().tasks())));
    }
    List<RunEntry> before;
    try (SqliteEventStore store = open()) {
      before = store.runs();
    }
    try (Connection raw =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("manyhands.db"));
        Statement statement = raw.createStatement()) {
      statement.execute("ALTER TABLE runs DROP COLUMN name");
      statement.execute("ALTER TABLE runs DROP COLUMN tasks");
      statement.execute("PRAGMA user_version = 2");
    }

    try (SqliteEventStore store = open()) {
      assertThat(store.runs()).isEqualTo(before);
      assertThat(before).extracting(RunEntry::tasks).containsExactly(2);
    }
  }

  @Test
  void handsRequestsToWhoeverCarriesTheRun() {
    try (SqliteEventStore engine = open();
        SqliteEventStore other = open()) {
      engine.create(Stores.run("r"));
      engine.create(Stores.run("r2"));
      other.ask(RUN, "one");
      other.ask(new RunId("r2"), "elsewhere");
      other.ask(RUN, "two");

      List<Requests.Asked> asked = engine.asked(RUN, 0);

      assertThat(asked).extracting(Requests.Asked::request).containsExactly("one", "two");
      assertThat(engine.asked(RUN, asked.getFirst().id())).containsExactly(asked.getLast());
      assertThat(engine.asked(RUN, asked.getLast().id())).isEmpty();
    }
  }

  @Test
  void refusesARequestForARunThatDoesNotExist() {
    try (SqliteEventStore store = open()) {
      assertThatThrownBy(() -> store.ask(RUN, "one")).isInstanceOf(ManyhandsException.class);
      assertThatThrownBy(() -> store.append(RUN, 0, events(1, 1)))
          .isInstanceOf(ManyhandsException.class);
      store.create(Stores.run("r"));
      store.append(RUN, 0, events(1, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "50%25", "what?mode=ro", "a#b", "ü-日本", "it's", "a;b&c=d"})
  void itsFolderMayBeCalledAnything(String name) throws IOException {
    Locales.assumeCanSay(name);
    Path file = Files.createDirectory(folder.resolve(name)).resolve("manyhands.db");

    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      store.create(Stores.run("r"));
    }

    assertThat(file).isNotEmptyFile();
    assertThat(folder).isDirectoryNotContaining(Files::isRegularFile);
    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      assertThat(store.find(RUN)).isPresent();
    }
  }

  @Test
  void whatComesAfterClosingIsRefusedAtOnce() {
    SqliteEventStore store = open();
    store.create(Stores.run("r"));
    store.close();
    long start = System.nanoTime();

    assertThatThrownBy(() -> store.append(RUN, 0, events(1, 1)))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> store.read(RUN, 0, 1)).isInstanceOf(ManyhandsException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
    store.close();
  }
}
