package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A task that is added to a run is the one that it would have been in the file of its plan. */
@Timeout(120)
class AddedTasksTest {
  /** The first task keeps the others from starting. */
  private static final String PLAN =
      """
      version: 1
      agent: builtin
      concurrency: 1
      env: {ANTHROPIC_API_KEY: none}
      permissions: {deny: [web]}
      limits: {wall: 1h}
      defaults: {timeout: 7m, idle: 3m, retries: 5, check: "test -e a.txt", model: claude-small}
      tasks:
        - {id: first, command: sleep 600}
      """;

  private static final List<String> TASKS =
      List.of(
          "{id: ask, prompt: Look at it., needs: [first]}",
          "{id: make, command: make, timeout: 9m}",
          "{id: free, command: make, check: false}");

  @Test
  void untilTheEngineEndsAndAfterIt(@TempDir Path folder) throws Exception {
    try (RunningEngine engine = new RunningEngine(folder)) {
      StringBuilder whole = new StringBuilder(PLAN);
      TASKS.forEach(task -> whole.append("  - ").append(task).append('\n'));
      String file = engine.run(whole.toString(), "carry=false");
      List<JsonNode> expected = new ArrayList<>();
      RunningEngine.json(engine.get("/runs/" + file + "/plan"))
          .path("tasks")
          .forEach(expected::add);

      String open = engine.run(PLAN, "open=true");
      add(engine, open, TASKS.get(0));
      engine.restart();
      assertThat(engine.post("/runs/" + open + "/carry", "").statusCode()).isEqualTo(200);
      add(engine, open, "[" + TASKS.get(1) + ", " + TASKS.get(2) + "]");

      assertThat(added(engine, open)).isEqualTo(expected.subList(1, 4));
      engine.post("/runs/" + open + "/cancel", "");
    }
  }

  private static void add(RunningEngine engine, String run, String tasks) throws Exception {
    HttpResponse<String> answer = engine.post("/runs/" + run + "/tasks", tasks);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static List<JsonNode> added(RunningEngine engine, String run) throws Exception {
    List<JsonNode> added = new ArrayList<>();
    for (JsonNode event :
        RunningEngine.json(engine.get("/runs/" + run + "/events?limit=5000")).path("events")) {
      if (event.path("type").stringValue("").equals("TasksAdded")) {
        event.path("tasks").forEach(added::add);
      }
    }
    return added;
  }
}
