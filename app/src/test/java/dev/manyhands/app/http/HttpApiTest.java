package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Missing, wrong, huge and hostile arguments; who may ask; what is answered. */
@Timeout(120)
class HttpApiTest {
  private static final String PLAN =
      "{version: 1, tasks: [{id: one, command: 'echo 1 > one.txt; echo said'}]}";

  @TempDir static Path folder;
  private static RunningEngine engine;
  private static String run;

  @BeforeAll
  static void start() throws Exception {
    engine = new RunningEngine(folder);
    run = engine.run(PLAN);
    assertThat(engine.get("/runs/" + run + "?wait=60s").body()).contains("succeeded");
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static void isProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.TYPE);
    JsonNode problem = RunningEngine.json(response);
    assertThat(problem.path("status").intValue(0)).isEqualTo(status);
    assertThat(problem.path("detail").stringValue("")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | /runs/none",
        "404 | /runs/..%2f..%2fetc%2fpasswd",
        "404 | /nothing",
        "404 | /runs/RUN/nothing",
        "405 | /stop",
        "405 | /runs/RUN/land",
        "400 | /runs/RUN/events?after=-1",
        "400 | /runs/RUN/events?after=99999999999999999999",
        "400 | /runs/RUN/events?limit=0",
        "400 | /runs/RUN/events?limit=5001",
        "400 | /runs/RUN/events?wait=soon",
        "400 | /runs/RUN/events?since=1",
        "400 | /runs?limit=many",
        "400 | /runs?repo=relative/path",
        "400 | /runs?repo=/no/such/folder",
        "400 | /runs?repo=/",
        "400 | /runs?repo=%00",
        "400 | /runs/RUN/report?format=pdf",
        "404 | /runs/RUN/tasks/none",
        "404 | /runs/RUN/tasks/none/diff",
        "404 | /runs/RUN/tasks/ONE",
        "404 | /runs/RUN/tasks/..%2f..%2fx/log",
        "400 | /runs/RUN/tasks/one/log?attempt=2",
        "400 | /runs/RUN/tasks/one/log?offset=x",
        "400 | /runs/RUN/diff?option=--output=/tmp/x",
        "400 | /runs/RUN/diff?option=--ext-diff",
        "400 | /runs/RUN/tasks/one/diff?option=-R",
      })
  void wrongQuestionsAreProblems(int status, String path) throws Exception {
    isProblem(engine.get(path.replace("RUN", run)), status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | /runs | {version: 1}",
        "422 | /runs?repo=REPO | ''",
        "422 | /runs?repo=REPO | {version: 1}",
        "422 | /runs?repo=REPO | {version: 7, tasks: [{id: a, command: 'true'}]}",
        "422 | /runs?repo=REPO | {version: 1, tasks: [{id: a, agent: nobody, prompt: x}]}",
        "422 | /runs?repo=REPO | {version: 1, base: nowhere, tasks: [{id: a, command: 'true'}]}",
        "400 | /runs?repo=REPO&concurrency=0 | {version: 1, tasks: [{id: a, command: 'true'}]}",
        "400 | /runs?repo=REPO&open=perhaps | {version: 1, tasks: [{id: a, command: 'true'}]}",
        "409 | /runs/RUN/tasks | {tasks: [{id: b, command: 'true'}]}",
        "422 | /runs/RUN/tasks | {tasks: [{id: one, command: 'true'}]}",
        "422 | /runs/RUN/tasks | {tasks: []}",
        "422 | /runs/RUN/tasks | ''",
        "409 | /runs/RUN/tasks/one/messages | {\"text\": \"hello\"}",
        "400 | /runs/RUN/tasks/one/messages | {}",
        "400 | /runs/RUN/tasks/one/messages | {\"text\": \"\"}",
        "400 | /runs/RUN/tasks/one/messages | {\"text\": 7}",
        "400 | /runs/RUN/tasks/one/messages | {\"text\": \"x\", \"loud\": true}",
        "400 | /runs/RUN/tasks/one/messages | {\"text\": \"x\", \"interrupt\": \"yes\"}",
        "400 | /runs/RUN/tasks/one/messages | not json",
        "400 | /runs/RUN/tasks/one/messages | [1]",
        "404 | /runs/RUN/tasks/none/messages | {\"text\": \"hello\"}",
        "409 | /runs/RUN/tasks/one/answer | {\"text\": \"yes\"}",
        "400 | /runs/RUN/tasks/one/answer | {\"text\": \"yes\", \"question\": -1}",
        "404 | /runs/RUN/tasks/none/cancel | {}",
        "400 | /runs/RUN/cancel | {\"why\": \"x\"}",
        "409 | /runs/RUN/combine | {}",
        "400 | /runs/RUN/combine | {\"timeout\": \"long\"}",
        "400 | /runs/RUN/combine | {\"argv\": []}",
        "400 | /clean | {}",
        "400 | /clean?repo=REPO | {\"olderThan\": \"old\"}",
        "405 | /agents | {}",
      })
  void wrongOrdersAreProblemsAndStartNothing(int status, String path, String body)
      throws Exception {
    String repo = EngineClient.escape(engine.repository.toString());
    isProblem(engine.post(path.replace("RUN", run).replace("REPO", repo), body), status);
    assertThat(RunningEngine.json(engine.get("/engine")).path("running").intValue(9)).isZero();
  }

  @Test
  void hugeAndDeepBodiesAreRefused() throws Exception {
    isProblem(engine.post("/runs" + engine.repo(), "x".repeat(Call.MOST_BYTES + 1)), 413);
    String deep = "[".repeat(100_000);
    isProblem(engine.post("/runs/" + run + "/cancel", deep), 400);
    isProblem(engine.post("/runs" + engine.repo(), deep), 422);
    byte[] latin = {(byte) 0xe9};
    isProblem(
        engine.send(
            engine.request("/runs" + engine.repo()).POST(BodyPublishers.ofByteArray(latin))),
        400);
  }

  @Test
  void onlyWhoKnowsTheTokenIsAnswered() throws Exception {
    for (String path : List.of("/runs", "/engine", "/openapi.json", "/nothing")) {
      isProblem(engine.send(HttpRequest.newBuilder(engine.info().uri(path))), 401);
    }
    for (String wrong : List.of("Bearer x", "Bearer ", "Basic " + engine.info().token())) {
      isProblem(
          engine.send(
              HttpRequest.newBuilder(engine.info().uri("/runs")).header("Authorization", wrong)),
          401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "http://localhost.evil.example", "null", "file://", ""})
  void pagesOfOtherOriginsAreRefused(String origin) throws Exception {
    isProblem(engine.send(engine.request("/runs").header("Origin", origin)), 403);
  }

  @Test
  void pagesOfThisMachineAreAnswered() throws Exception {
    String own = "http://localhost:" + engine.info().port();
    assertThat(engine.send(engine.request("/runs").header("Origin", own)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", ""})
  void otherNamesAreRefused(String host) throws Exception {
    assertThat(
            raw(
                "GET /api/v1/runs HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nAuthorization: Bearer "
                    + engine.info().token()
                    + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), engine.info().port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void clientsThatSendSlowlyHoldUpNobody() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), engine.info().port());
        sockets.add(socket);
        OutputStream out = socket.getOutputStream();
        if (i % 3 == 1) {
          out.write("GET /api/v1/ru".getBytes(StandardCharsets.UTF_8));
        } else if (i % 3 == 2) {
          String head =
              "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + engine.info().token()
                  + "\r\nContent-Length: 1000\r\n\r\nhalf";
          out.write(head.getBytes(StandardCharsets.UTF_8));
        }
      }
      for (int i = 0; i < 20; i++) {
        assertThat(engine.get("/engine").statusCode()).isEqualTo(200);
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void whatIsSentAgainWithItsKeyIsNotCarriedOutAgain() throws Exception {
    String path = "/runs" + engine.repo() + "&carry=false";
    HttpResponse<String> first = keyed(path, PLAN, "key-1");
    HttpResponse<String> again = keyed(path, PLAN, "key-1");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(keyed(path, PLAN, "key-2").body()).isNotEqualTo(first.body());
    isProblem(keyed(path, PLAN + " ", "key-1"), 422);
    isProblem(keyed(path, PLAN, "k".repeat(256)), 400);
    isProblem(keyed(path, "{version: 1}", "key-3"), 422);
    assertThat(keyed(path, PLAN, "key-4").statusCode()).isEqualTo(201);
  }

  private static HttpResponse<String> keyed(String path, String body, String key)
      throws IOException, InterruptedException {
    return engine.send(
        engine.request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aRunIsShownFromEverySide() throws Exception {
    String at = "/runs/" + run;
    assertThat(engine.get(at + "/tasks/one/diff").body()).contains("+1");
    assertThat(engine.get(at + "/tasks/one/log").body()).isEqualTo("said\n");
    assertThat(engine.get(at + "/tasks/one/log?offset=2&limit=2").body()).isEqualTo("id");
    assertThat(engine.get(at + "/diff?option=--stat").body()).contains("one.txt");
    assertThat(RunningEngine.json(engine.get(at + "/report")).path("status").stringValue(""))
        .isEqualTo("succeeded");
    assertThat(engine.get(at + "/report?format=html").body()).startsWith("<!DOCTYPE html>");
    assertThat(engine.get(at + "/report?format=md").body()).contains("succeeded");
    assertThat(engine.get(at + "/questions").body()).isEqualTo("{\"questions\":[]}");
    assertThat(engine.get(at + "/approvals").body()).isEqualTo("{\"questions\":[]}");
    JsonNode tasks = RunningEngine.json(engine.get(at + "/tasks?limit=1"));
    assertThat(tasks.path("states").path("merged").intValue(0)).isEqualTo(1);
    assertThat(RunningEngine.json(engine.get(at + "/tasks/one")).path("state").stringValue(""))
        .isEqualTo("merged");
    assertThat(engine.get("/agents").body()).contains("\"command\"");
    assertThat(engine.get("/runs/" + run.substring(0, run.length() - 1)).body()).contains(run);
  }

  @Test
  void anOpenRunTakesTasksAndIsCombined() throws Exception {
    String open = engine.run("", "open=true", "name=many");
    HttpResponse<String> added =
        engine.post(
            "/runs/" + open + "/tasks",
            "{\"tasks\": [{\"id\": \"a\", \"command\": \"echo a > a\"}]}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    HttpResponse<String> next =
        engine.post("/runs/" + open + "/tasks", "[{id: b, needs: [a], command: 'cat a > b'}]");
    assertThat(next.statusCode()).as(next.body()).isEqualTo(201);
    HttpResponse<String> combined =
        engine.post(
            "/runs/" + open + "/combine?wait=60s",
            "{\"check\": \"test -e a\", \"message\": \"Both\"}");
    assertThat(combined.statusCode()).as(combined.body()).isEqualTo(200);
    JsonNode result = RunningEngine.json(combined);
    assertThat(result.path("merged").size()).isEqualTo(2);
    assertThat(result.path("branch").stringValue("")).isEqualTo("manyhands/" + open);
  }
}
