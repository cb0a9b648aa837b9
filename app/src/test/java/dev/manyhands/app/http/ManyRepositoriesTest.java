package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs of many repositories, listed together by an engine that has none of them open. */
@Timeout(120)
class ManyRepositoriesTest {
  private static final String PLAN = "{version: 1, tasks: [{id: one, command: 'true'}]}";

  @Test
  void lookingAtAllLeavesNoneOpen(@TempDir Path folder) throws Exception {
    try (RunningEngine engine = new RunningEngine(folder)) {
      List<String> runs = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Path repository = RunningEngine.repository(folder.resolve("other" + i));
        String query =
            "?carry=false&name=r" + i + "&repo=" + EngineClient.escape(repository.toString());
        runs.addFirst(
            RunningEngine.json(engine.post("/runs" + query, PLAN)).path("run").stringValue(""));
      }
      engine.restart();
      JsonNode listed = RunningEngine.json(engine.get("/runs?limit=3&from=1"));
      assertThat(listed.path("total").intValue(0)).isEqualTo(5);
      List<String> shown = new ArrayList<>();
      listed.path("runs").forEach(run -> shown.add(run.path("run").stringValue("")));
      assertThat(shown).isEqualTo(runs.subList(1, 4));
      assertThat(openDatabases(folder)).isEmpty();

      assertThat(engine.get("/runs/" + runs.getLast()).body()).contains("other0");
      assertThat(openDatabases(folder)).hasSize(1);
      assertThat(engine.get("/runs/r").statusCode()).as("of several").isEqualTo(404);
    }
  }

  /** Returns the databases of repositories that this process has open. */
  private static List<Path> openDatabases(Path folder) throws IOException {
    List<Path> open = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        if (Files.exists(file) && Files.isSymbolicLink(file)) {
          Path target = Files.readSymbolicLink(file);
          if (target.startsWith(folder) && target.endsWith("manyhands.db")) {
            open.add(target);
          }
        }
      }
    }
    return open.stream().distinct().toList();
  }
}
