package dev.manyhands.testkit.contract;

import dev.manyhands.engine.run.EventStore;
import dev.manyhands.engine.store.SqliteEventStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreContractTest extends EventStoreContract {
  @TempDir Path folder;

  @Override
  protected EventStore open() {
    return SqliteEventStore.open(folder.resolve("manyhands.db"));
  }
}
