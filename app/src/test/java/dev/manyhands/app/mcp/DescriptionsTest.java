package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What clients are told about tools, prompts and resources. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DescriptionsTest {
  @Test
  void theServerSaysWhatItOffers(@TempDir Path folder) throws Exception {
    try (EmbeddedRepositories repositories = new Workplace(folder).repositories();
        Client client = new Client(repositories)) {
      assertThat(client.greeting.at("/result/serverInfo/name").stringValue())
          .isEqualTo("manyhands");
      assertThat(client.greeting.at("/result/protocolVersion").stringValue())
          .isEqualTo("2025-06-18");
      assertThat(client.greeting.at("/result/instructions").stringValue())
          .contains("finished_since");
      List<String> tools = new ArrayList<>();
      for (JsonNode tool : client.ask("tools/list", "{}").at("/result/tools")) {
        tools.add(tool.get("name").stringValue());
        assertThat(tool.get("description").stringValue()).hasSizeGreaterThan(80);
        assertThat(tool.at("/inputSchema/type").stringValue()).isEqualTo("object");
        assertThat(tool.at("/outputSchema/properties").has("cursor")).isTrue();
      }
      assertThat(tools)
          .containsExactlyInAnyOrder(
              "spawn_agents",
              "list_agents",
              "wait_agents",
              "get_result",
              "send_message",
              "answer",
              "cancel_agents",
              "combine",
              "land",
              "run_plan",
              "list_agent_types");
      assertThat(client.ask("prompts/list", "{}").toString())
          .contains("fan-out-refactoring", "parallel-review", "run-test-suites");
      assertThat(client.ask("resources/templates/list", "{}").toString())
          .contains("manyhands://runs/{run}/tasks/{task}/transcript");

      client.call(
          "spawn_agents", "{\"tasks\": [{\"id\": \"a\", \"command\": \"echo hi; echo a > a\"}]}");
      client.call("combine", "{\"timeout_seconds\": 50}");
      assertThat(read(client, "manyhands://runs")).contains("succeeded");
      assertThat(read(client, "manyhands://runs/latest/report")).contains("# ");
      assertThat(read(client, "manyhands://runs/latest/diff")).contains("b/a");
      assertThat(read(client, "manyhands://runs/latest/tasks/a/diff")).contains("b/a");
      assertThat(read(client, "manyhands://runs/latest/tasks/a/transcript")).contains("hi");
    }
  }

  private static String read(Client client, String uri) throws Exception {
    return client
        .ask("resources/read", "{\"uri\":\"%s\"}".formatted(uri))
        .at("/result/contents/0/text")
        .stringValue();
  }

  @Test
  void promptsTakeTheirArguments() {
    PromptTexts.Prompt refactoring =
        PromptTexts.all().stream()
            .filter(prompt -> prompt.name().equals("fan-out-refactoring"))
            .findFirst()
            .orElseThrow();
    assertThat(refactoring.with(Map.of("goal", "JUnit $6", "agent", "codex")))
        .contains("subagents: JUnit $6", " Use the agent 'codex'.")
        .doesNotContain("{", "The check is");
    PromptTexts.Prompt suites =
        PromptTexts.all().stream()
            .filter(prompt -> prompt.name().equals("run-test-suites"))
            .findFirst()
            .orElseThrow();
    assertThat(suites.with(Map.of())).contains("background: all suites of this repository");
    assertThat(suites.with(Map.of("suites", "api and web"))).contains("background: api and web\n");
  }
}
