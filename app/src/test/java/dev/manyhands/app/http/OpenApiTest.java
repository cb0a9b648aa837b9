package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is described is what is there. */
class OpenApiTest {
  @Test
  void everyOperationIsAnsweredAndTakesWhatItSays(@TempDir Path folder) throws Exception {
    try (RunningEngine engine = new RunningEngine(folder)) {
      JsonNode document = RunningEngine.json(engine.get("/openapi.json"));
      assertThat(document.path("openapi").stringValue("")).isEqualTo("3.1.0");
      Set<String> ids = new TreeSet<>();
      int operations = 0;
      for (String path : document.path("paths").propertyNames()) {
        JsonNode methods = document.path("paths").path(path);
        for (String method : methods.propertyNames()) {
          operations++;
          ids.add(methods.path(method).path("operationId").stringValue(""));
          String filled =
              path.replace("{run}", "no-such-run")
                  .replace("{task}", "none")
                  .replace("{webhook}", "none");
          if (filled.equals("/stop")) {
            continue;
          }
          List<String> query = new ArrayList<>();
          for (JsonNode parameter : methods.path(method).path("parameters")) {
            if (parameter.path("in").stringValue("").equals("query")) {
              query.add(parameter.path("name").stringValue("") + "=%00");
            }
          }
          String asked = filled + (query.isEmpty() ? "" : "?" + String.join("&", query));
          HttpRequest.Builder request = engine.request(asked);
          var response =
              switch (method) {
                case "get" -> engine.send(request);
                case "post" -> engine.send(request.POST(BodyPublishers.ofString("{}")));
                case "delete" -> engine.send(request.DELETE());
                default -> throw new AssertionError(method);
              };
          // A wrong value, not a parameter that nobody knows, and no address that is not there.
          assertThat(response.statusCode()).as(asked).isIn(200, 400, 404, 422);
          assertThat(response.body())
              .as(asked)
              .doesNotContain("there is no parameter")
              .doesNotContain("nothing at this address");
        }
      }
      assertThat(ids).hasSize(operations).hasSizeGreaterThan(25);
    }
  }
}
