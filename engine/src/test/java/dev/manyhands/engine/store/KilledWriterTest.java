package dev.manyhands.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.process.ChildJvm;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process said is durable is there when it has been killed. */
@Timeout(60)
class KilledWriterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 137, 600})
  void everythingThatWasAcknowledgedIsThere(int acknowledged) throws Exception {
    Path file = folder.resolve("manyhands.db");
    Map<String, Long> said = new LinkedHashMap<>();
    Process appender = ChildJvm.start(Appender.class, Map.of(), folder, file.toString(), "4");
    try (BufferedReader out = appender.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      for (int lines = 0; line != null; line = out.readLine()) {
        String[] words = line.split(" ", -1);
        said.put(words[0], Long.valueOf(words[1]));
        lines++;
        if (lines == acknowledged) {
          // Not Process.destroyForcibly, which would close the stream as well.
          appender.toHandle().destroyForcibly();
        }
      }
    }
    appender.waitFor();

    assertThat(said).isNotEmpty();
    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      for (Map.Entry<String, Long> run : said.entrySet()) {
        // One more may have become durable without having been acknowledged.
        long most = run.getValue() + 1;
        assertThat(Stores.numbers(store, new RunId(run.getKey())))
            .startsWith(LongStream.rangeClosed(1, run.getValue()).boxed().toArray(Long[]::new))
            .hasSizeBetween((int) (most - 1), (int) most);
      }
      store.create(Stores.run("next"));
    }
  }
}
