package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Wrong calls: each is refused in words that say what would be right, and nothing is started. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileArgumentsTest {
  private EmbeddedRepositories repositories;
  private Client client;

  @BeforeAll
  void connect(@TempDir Path folder) throws Exception {
    repositories = new Workplace(folder).repositories();
    client = new Client(repositories);
  }

  @AfterAll
  void leave() throws Exception {
    client.close();
    repositories.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          spawn_agents | {} | needs the argument 'tasks'
          spawn_agents | {"tasks": null} | needs the argument 'tasks'
          spawn_agents | {"tasks": []} | 'tasks' is empty
          spawn_agents | {"tasks": "do it"} | write a list
          spawn_agents | {"tasks": [1]} | tasks[0] is no object
          spawn_agents | {"tasks": [{}]} | tasks[0]: this task has no id
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}, {"id": "b"}]} | tasks[1]: this task has nothing to do
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}, {"id": "a", "command": ["true"]}]} | tasks[1]:
          spawn_agents | {"tasks": [{"id": "../a", "command": ["true"]}]} | is no id
          spawn_agents | {"tasks": [{"id": "a", "comand": ["true"]}]} | 'comand'
          spawn_agents | {"tasks": [{"id": "a", "prompt": "x"}]} | no agent
          spawn_agents | {"tasks": [{"id": "a", "prompt": "x", "agent": "nobody"}]} | nobody
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"], "needs": ["b"]}]} | 'b'
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"], "needs": ["a"]}]} | a
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}], "concurrency": 0} | from 1 to 10000
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}], "concurrency": 1e99} | from 1 to 10000
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}], "combine": {"chek": "true"}} | 'chek'
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}], "combine": 7} | combine
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}], "task": 7} | no argument 'task'
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}], "run": "nope"} | no run yet
          spawn_agents | {"tasks": [{"id": "a", "command": ["true"]}], "repo": "/nowhere/at/all"} | /nowhere/at/all
          wait_agents | {} | spawn_agents opens one
          wait_agents | {"timeout_seconds": 56} | from 0 to 55
          wait_agents | {"timeout_seconds": -1} | from 0 to 55
          wait_agents | {"timeout_seconds": "soon"} | from 0 to 55
          wait_agents | {"mode": "some"} | all, any
          wait_agents | {"ids": ["A B"]} | not the id of a task
          wait_agents | {"ids": [{}]} | a list of strings
          wait_agents | {"run": 5} | write a string
          list_agents | {"status_filter": "odd"} | needs-input
          list_agents | {"page": 0} | a whole number from 1
          get_result | {} | needs the argument 'id'
          get_result | {"id": ""} | 'id' is empty
          get_result | {"id": "a", "part": "all"} | summary, diff, transcript
          send_message | {"id": "a"} | needs the argument 'message'
          send_message | {"id": "a", "message": "x", "interrupt": "yes"} | true or false
          answer | {"id": "a", "text": "x", "question": 0} | a whole number from 1
          cancel_agents | {"ids": "a"} | a list
          combine | {"check": []} | check
          combine | {"check": {"a": 1}} | check
          land | {"force": true} | no argument 'force'
          run_plan | {} | either 'plan' or 'path'
          run_plan | {"plan": "version: 1", "path": "p.yaml"} | either 'plan' or 'path'
          run_plan | {"plan": "tasks: {"} | plan:1
          run_plan | {"path": "missing.yaml"} | no such file
          """)
  void wrongArguments(String tool, String arguments, String told) throws Exception {
    assertThat(client.refusal(tool, arguments)).contains(told);
    assertThat(client.call("list_agents", "{}").get("runs")).isEmpty();
  }

  @Test
  void linesThatAreNoMessagesAreAnsweredAndForgotten() throws Exception {
    for (String line : new String[] {"{", "hello", "[]", "{\"jsonrpc\":\"2.0\"}", "\u0000"}) {
      client.line(line);
    }
    assertThat(client.ask("ping", "{}").has("result")).isTrue();
    assertThat(client.unasked)
        .allSatisfy(m -> assertThat(m.at("/error/code").intValue()).isEqualTo(-32700));
    assertThat(client.unasked).isNotEmpty();
  }

  @Test
  void unknownToolsMethodsResourcesAndPrompts() throws Exception {
    assertThat(client.ask("tools/call", "{\"name\":\"rm\",\"arguments\":{}}").has("error"))
        .isTrue();
    assertThat(client.ask("no/such", "{}").at("/error/code").intValue()).isEqualTo(-32601);
    JsonNode missing = client.ask("resources/read", "{\"uri\":\"manyhands://runs/nope/report\"}");
    assertThat(missing.at("/error/code").intValue()).isEqualTo(-32002);
    assertThat(client.ask("resources/read", "{\"uri\":\"file:///etc/passwd\"}").has("error"))
        .isTrue();
    assertThat(client.ask("prompts/get", "{\"name\":\"fan-out-refactoring\"}").toString())
        .contains("goal");
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    client.line(
        "{\"jsonrpc\":\"2.0\",\"id\":9999,\"method\":\"tools/call\",\"params\":{\"name\":\"spawn_agents\",\"arguments\":{\"tasks\":%s}}}"
            .formatted(deep));
    assertThat(client.ask("ping", "{}").has("result")).isTrue();
    assertThat(client.call("list_agents", "{}").get("runs")).isEmpty();
  }
}
