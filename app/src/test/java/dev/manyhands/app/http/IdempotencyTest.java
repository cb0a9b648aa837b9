package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request that is sent again with its key, to the engine that answered it and to the next. */
@Timeout(120)
class IdempotencyTest {
  private static final String OPEN = "{version: 1, tasks: [{id: first, command: sleep 600}]}";

  private RunningEngine engine;

  private HttpResponse<String> post(String path, String key, String body) throws Exception {
    return engine.send(
        engine.request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }

  @Test
  void nothingIsMadeTwice(@TempDir Path folder) throws Exception {
    try (RunningEngine running = new RunningEngine(folder)) {
      engine = running;
      String runs = "/runs" + engine.repo() + "&open=true";
      HttpResponse<String> first = post(runs, "run", OPEN);
      String run = RunningEngine.json(first).path("run").stringValue("");
      HttpResponse<String> tasks =
          post("/runs/" + run + "/tasks", "tasks", "{id: a, command: 'true'}");
      assertThat(tasks.statusCode()).isEqualTo(201);
      assertThat(post(runs, "bad", "{version: 7}").statusCode()).isEqualTo(422);

      engine.restart();
      assertThat(post(runs, "run", OPEN).body()).isEqualTo(first.body());
      HttpResponse<String> again =
          post("/runs/" + run + "/tasks", "tasks", "{id: a, command: 'true'}");
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(tasks.body());
      assertThat(RunningEngine.json(engine.get("/runs" + engine.repo())).path("total").intValue(0))
          .isEqualTo(1);
      assertThat(post(runs, "run", OPEN + " ").statusCode()).as("another body").isEqualTo(422);
      assertThat(post(runs, "bad", OPEN).statusCode()).as("it had failed").isEqualTo(201);
    }
  }
}
