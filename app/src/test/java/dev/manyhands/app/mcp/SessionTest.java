package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a main agent does with its subagents, from the first call to the last. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SessionTest {
  @TempDir Path folder;
  private Workplace workplace;
  private EmbeddedRepositories repositories;
  private Client client;

  @BeforeEach
  void connect() throws Exception {
    workplace = new Workplace(folder);
    repositories = workplace.repositories();
    client = new Client(repositories);
  }

  @AfterEach
  void leave() throws Exception {
    client.close();
    repositories.close();
  }

  @Test
  void theWholeWay() throws Exception {
    JsonNode spawned =
        client.call(
            "spawn_agents",
            """
            {"tasks": [
              {"id": "one", "title": "The first", "command": "echo 1 >> f1.txt; echo done one"},
              {"id": "two", "command": ["sh", "-c", "echo 2 >> f2.txt"]},
              {"id": "bad", "command": ["false"]},
              {"id": "idle", "command": ["true"], "needs": ["one"]}]}
            """);
    assertThat(spawned.get("opened").booleanValue()).isTrue();
    assertThat(Client.ids(spawned.get("tasks"))).containsExactly("one", "two", "bad", "idle");

    JsonNode waited = client.call("wait_agents", "{\"timeout_seconds\": 50}");
    assertThat(waited.get("timed_out").booleanValue()).isFalse();
    assertThat(waited.get("running")).isEmpty();
    assertThat(Client.ids(waited.get("finished")))
        .containsExactlyInAnyOrder("one", "two", "bad", "idle");
    assertThat(waited.get("cursor").intValue()).isGreaterThan(spawned.get("cursor").intValue());

    JsonNode result = client.call("get_result", "{\"id\": \"one\"}");
    assertThat(result.get("state").stringValue()).isEqualTo("merged");
    assertThat(result.get("result").stringValue()).isEqualTo("done one");
    assertThat(result.at("/changed/insertions").intValue()).isEqualTo(1);
    assertThat(result.get("stat").stringValue()).contains("f1.txt");
    assertThat(
            client
                .call("get_result", "{\"id\": \"one\", \"part\": \"diff\"}")
                .get("text")
                .stringValue())
        .contains("diff --git a/f1.txt b/f1.txt", "+1");
    assertThat(
            client
                .call("get_result", "{\"id\": \"one\", \"part\": \"transcript\"}")
                .get("text")
                .stringValue())
        .contains("done one");
    assertThat(client.call("get_result", "{\"id\": \"bad\"}").get("reason").stringValue())
        .contains("1");

    JsonNode combined =
        client.call(
            "combine",
            """
            {"check": "grep -q 1 f1.txt && grep -q 2 f2.txt", "message": "Both", "timeout_seconds": 50}
            """);
    assertThat(combined.get("status").stringValue()).isEqualTo("partial");
    assertThat(Client.ids(combined.get("merged"))).containsExactly("one", "two");
    assertThat(Client.ids(combined.get("unchanged"))).containsExactly("idle");
    assertThat(Client.ids(combined.get("rejected"))).containsExactly("bad");
    assertThat(workplace.git("log", "-1", "--format=%s", combined.get("branch").stringValue()))
        .isEqualTo("Both");
    assertThat(Files.readString(workplace.repo.resolve("f1.txt"))).isEqualTo("file 1\n");

    JsonNode landed = client.call("land", "{}");
    assertThat(landed.get("branch").stringValue()).isEqualTo("main");
    assertThat(landed.get("commit").stringValue()).isEqualTo(workplace.git("rev-parse", "HEAD"));
    assertThat(Files.readString(workplace.repo.resolve("f1.txt"))).isEqualTo("file 1\n1\n");
  }

  /** I5: each had ended as merged before the check was known. */
  @Test
  void aCheckThatCombineGivesFirstFindsTheCulprit() throws Exception {
    client.call(
        "spawn_agents",
        """
        {"tasks": [
          {"id": "good", "command": "echo 1 >> f1.txt"},
          {"id": "culprit", "command": "echo broken >> f2.txt"},
          {"id": "fine", "command": "echo 3 >> f3.txt"}]}
        """);
    JsonNode waited = client.call("wait_agents", "{\"timeout_seconds\": 50}");
    assertThat(waited.get("finished")).hasSize(3);

    JsonNode combined =
        client.call("combine", "{\"check\": \"! grep -q broken f2.txt\", \"timeout_seconds\": 50}");

    assertThat(combined.get("status").stringValue()).isEqualTo("partial");
    assertThat(Client.ids(combined.get("merged"))).containsExactly("good", "fine");
    assertThat(Client.ids(combined.get("rejected"))).containsExactly("culprit");
    assertThat(combined.at("/rejected/0/reason").stringValue()).contains("check fails with it");
    assertThat(Client.ids(combined.get("finished_since"))).contains("culprit");
    assertThat(workplace.git("diff", "--name-only", "main", combined.get("branch").stringValue()))
        .isEqualTo("f1.txt\nf3.txt");
  }

  @Test
  void whatEndsMeanwhileIsToldOnce() throws Exception {
    JsonNode spawned =
        client.call(
            "spawn_agents",
            """
            {"tasks": [{"id": "quick", "command": ["true"]},
                       {"id": "slow", "command": "until [ -e %s ]; do sleep 0.05; done"}],
             "concurrency": 2}
            """
                .formatted(flag()));
    JsonNode any = client.call("wait_agents", "{\"mode\": \"any\", \"timeout_seconds\": 50}");
    assertThat(Client.ids(any.get("finished"))).containsExactly("quick");
    assertThat(Client.ids(any.get("running"))).containsExactly("slow");
    // It may have ended before the first answer was on its way.
    List<String> told = new ArrayList<>(Client.ids(spawned.get("finished_since")));
    told.addAll(Client.ids(any.get("finished_since")));
    assertThat(told).containsExactly("quick");
    assertThat(client.call("list_agent_types", "{}").get("finished_since")).isEmpty();

    JsonNode late = client.call("wait_agents", "{\"ids\": [\"slow\"], \"timeout_seconds\": 0}");
    assertThat(late.get("timed_out").booleanValue()).isTrue();
    JsonNode listed = client.call("list_agents", "{\"status_filter\": \"active\"}");
    assertThat(Client.ids(listed.get("tasks"))).containsExactly("slow");
    assertThat(listed.at("/counts/succeeded").intValue()).isEqualTo(1);

    Files.createFile(Path.of(flag()));
    JsonNode next = client.call("wait_agents", "{\"mode\": \"any\", \"timeout_seconds\": 50}");
    assertThat(Client.ids(next.get("finished"))).containsExactly("slow");
    assertThat(Client.ids(next.get("finished_since"))).containsExactly("slow");
  }

  private String flag() {
    return folder.resolve("flag").toString();
  }

  @Test
  void waitingDoesNotHoldUpOtherCalls() throws Exception {
    client.call(
        "spawn_agents",
        """
        {"tasks": [{"id": "slow", "command": "until [ -e '%s' ]; do sleep 0.05; done"}]}
        """
            .formatted(flag()));
    CompletableFuture<JsonNode> waiting = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                waiting.complete(
                    client.ask(
                        "tools/call",
                        """
                        {"name": "wait_agents", "arguments": {"timeout_seconds": 55},
                         "_meta": {"progressToken": "p"}}
                        """));
              } catch (Exception e) {
                waiting.completeExceptionally(e);
              }
            });
    while (client.unasked.isEmpty()) {
      Thread.onSpinWait(); // Until it is heard that the call waits.
    }
    JsonNode more =
        client.call("spawn_agents", "{\"tasks\": [{\"id\": \"more\", \"command\": [\"true\"]}]}");
    assertThat(more.get("opened").booleanValue()).isFalse();
    assertThat(waiting).isNotDone();
    Files.createFile(Path.of(flag()));
    JsonNode waited = waiting.get(1, TimeUnit.MINUTES).at("/result/structuredContent");
    assertThat(Client.ids(waited.get("finished"))).containsExactlyInAnyOrder("slow", "more");

    JsonNode progress = client.unasked.getFirst();
    assertThat(progress.get("method").stringValue()).isEqualTo("notifications/progress");
    assertThat(progress.at("/params/progressToken").stringValue()).isEqualTo("p");
    assertThat(progress.at("/params/message").stringValue()).contains("tasks have ended");
    List<Double> figures =
        client.unasked.stream().map(m -> m.at("/params/progress").doubleValue()).toList();
    assertThat(figures).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void cancellingOneAndAll() throws Exception {
    client.call(
        "spawn_agents",
        """
        {"concurrency": 3, "tasks": [{"id": "a", "command": ["sleep", "600"]},
          {"id": "b", "command": ["sleep", "600"]}, {"id": "c", "command": "echo c > c.txt"}]}
        """);
    client.call("wait_agents", "{\"ids\": [\"c\"], \"timeout_seconds\": 50}");
    JsonNode one = client.call("cancel_agents", "{\"ids\": [\"a\", \"c\"]}");
    assertThat(Client.ids(one.get("cancelled"))).containsExactly("a");
    JsonNode waited = client.call("wait_agents", "{\"ids\": [\"a\"], \"timeout_seconds\": 50}");
    assertThat(waited.at("/finished/0/state").stringValue()).isEqualTo("cancelled");

    assertThat(Client.ids(client.call("cancel_agents", "{}").get("cancelled")))
        .containsExactly("b");
    JsonNode combined = client.call("combine", "{\"timeout_seconds\": 50}");
    assertThat(combined.get("status").stringValue()).isEqualTo("cancelled");
    assertThat(Client.ids(combined.get("merged"))).containsExactly("c");
    assertThat(Client.ids(combined.get("rejected"))).containsExactly("a", "b");

    JsonNode another =
        client.call("spawn_agents", "{\"tasks\": [{\"id\": \"a\", \"command\": [\"true\"]}]}");
    assertThat(another.get("opened").booleanValue()).isTrue();
    assertThat(another.get("run")).isNotEqualTo(combined.get("run"));
    client.call("combine", "{\"timeout_seconds\": 50}");
  }

  @Test
  void aPlanRunsByItself() throws Exception {
    Files.writeString(
        folder.resolve("plan.yaml"),
        """
        version: 1
        tasks:
          - {id: x, command: "echo x > x.txt"}
        """);
    JsonNode started =
        client.call("run_plan", "{\"path\": \"%s\"}".formatted(folder.resolve("plan.yaml")));
    assertThat(started.get("tasks").intValue()).isEqualTo(1);
    JsonNode combined = client.call("combine", "{\"timeout_seconds\": 50}");
    assertThat(combined.get("status").stringValue()).isEqualTo("succeeded");
    assertThat(combined.get("run")).isEqualTo(started.get("run"));
    JsonNode byText =
        client.call(
            "run_plan",
            "{\"plan\": \"version: 1\\ntasks: [{id: y, command: [touch, y.txt]}]\\n\"}");
    assertThat(client.call("combine", "{\"timeout_seconds\": 50}").get("status").stringValue())
        .isEqualTo("succeeded");
    assertThat(byText.get("run")).isNotEqualTo(started.get("run"));
  }

  @Test
  void anotherSessionGoesOn() throws Exception {
    String run =
        client
            .call("spawn_agents", "{\"tasks\": [{\"id\": \"a\", \"command\": [\"true\"]}]}")
            .get("run")
            .stringValue();
    client.call("wait_agents", "{\"timeout_seconds\": 50}");
    try (Client later = new Client(repositories)) {
      JsonNode runs = later.call("list_agents", "{}");
      assertThat(runs.at("/runs/0/run").stringValue()).isEqualTo(run);
      JsonNode listed = later.call("list_agents", "{\"run\": \"latest\"}");
      assertThat(Client.ids(listed.get("tasks"))).containsExactly("a");
      assertThat(
              later
                  .call("combine", "{\"run\": \"%s\", \"timeout_seconds\": 50}".formatted(run))
                  .get("status")
                  .stringValue())
          .isEqualTo("succeeded");
    }
  }

  @Test
  void tenThousandAtOnceAreListedByPages() throws Exception {
    // The first one keeps the others from starting.
    String tasks =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(
                i ->
                    "{\"id\": \"t%d\", \"title\": \"Task number %d of very many\", \"command\": [\"sleep\", \"600\"]}"
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    JsonNode spawned =
        client.call("spawn_agents", "{\"concurrency\": 1, \"tasks\": [%s]}".formatted(tasks));
    assertThat(spawned.get("accepted").intValue()).isEqualTo(10_000);
    assertThat(spawned.get("tasks").size()).isEqualTo(Answer.MOST_IDS);
    JsonNode last = client.call("list_agents", "{\"page\": 100}");
    assertThat(last.get("pages").intValue()).isEqualTo(100);
    assertThat(Client.ids(last.get("tasks"))).hasSize(100).endsWith("t10000");
    assertThat(client.call("list_agents", "{\"page\": 101}").get("tasks")).isEmpty();
    assertThat(Client.ids(client.call("cancel_agents", "{}").get("cancelled"))).hasSize(200);
    JsonNode combined = client.call("combine", "{\"timeout_seconds\": 55}");
    assertThat(combined.get("status").stringValue()).isEqualTo("cancelled");
    // What one answer has no room for, the next ones tell.
    assertThat(Client.ids(combined.get("finished_since"))).hasSize(100).contains("t100");
    assertThat(Client.ids(client.call("list_agent_types", "{}").get("finished_since")))
        .hasSize(100)
        .contains("t200");
  }
}
