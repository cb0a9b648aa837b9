package dev.manyhands.engine.agent.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.agent.profile.Definition;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamJsonSessionTest {
  /** Answers the greeting, and says that it is there. */
  private static final String GREETS =
      """
      echo "$*" > arguments.txt
      read -r hello
      echo '{"type":"control_response","response":{"subtype":"success","request_id":"greeting","response":{}}}'
      read -r prompt
      echo '{"type":"system","subtype":"init","session_id":"s1","model":"opus"}'
      """;

  private static final String DONE =
      """
      echo '{"result":"The file is written.","is_error":false,"subtype":"success","usage":{"input_tokens":100,"cache_read_input_tokens":10,"cache_creation_input_tokens":1,"output_tokens":42},"total_cost_usd":0.5,"terminal_reason":"completed","type":"result"}'
      """;

  @TempDir Path folder;

  private FakeTool tool(String script) throws Exception {
    return new FakeTool(folder, "claude", GREETS + script);
  }

  @Test
  void whatItSaysIsHeardAndUsageIsNotAddedUp() throws Exception {
    FakeTool tool =
        tool(
            """
            echo '{"type":"assistant","message":{"id":"m1","model":"opus","content":[{"type":"text","text":"I write the file."}],"usage":{"input_tokens":50,"output_tokens":1}}}'
            echo '{"type":"assistant","message":{"id":"m1","model":"opus","content":[{"type":"tool_use","id":"t1","name":"Write","input":{"file_path":"/w/a"}}],"usage":{"input_tokens":50,"output_tokens":1}}}'
            echo '{"type":"user","message":{"content":[{"tool_use_id":"t1","type":"tool_result","content":"File created"}]}}'
            echo '{"type":"system","subtype":"api_retry","attempt":1,"retry_delay_ms":617,"error_status":500,"error":"server_error"}'
            echo '{"type":"system","subtype":"api_retry","attempt":1,"retry_delay_ms":1093,"error_status":429,"error":"rate_limit"}'
            """
                + DONE
                + "read -r prompt\n"
                + DONE.replace("0.5", "0.75"));

    try (AgentSession session = tool.open()) {
      assertThat(session.turn("Do it."))
          .isEqualTo(new TurnEnd.Done("The file is written.", null, null));
      assertThat(tool.heard(AgentEvent.Consumed.class).getFirst().usage())
          .as("a message in two frames")
          .isEqualTo(new Usage(50, 1, BigDecimal.ZERO));
      assertThat(session.turn("More.")).isInstanceOf(TurnEnd.Done.class);
    }

    assertThat(tool.consumed())
        .as("tokens are of the turn, dollars of the session")
        .isEqualTo(new Usage(222, 84, new BigDecimal("0.75")));
    assertThat(tool.events)
        .contains(
            new AgentEvent.Started("s1", "opus"),
            new AgentEvent.Said("I write the file."),
            new AgentEvent.ToolStarted("t1", "Write", "/w/a"),
            new AgentEvent.Retrying("500 server_error"));
    assertThat(tool.heard(AgentEvent.RateLimited.class))
        .singleElement()
        .satisfies(limited -> assertThat(limited.retryAfterOrNull()).hasMillis(1093));
  }

  @Test
  void aRefusedLoginIsNotTriedForMinutes() throws Exception {
    FakeTool tool =
        tool(
            """
            echo '{"type":"system","subtype":"api_retry","attempt":1,"error_status":401,"error":"authentication_failed"}'
            echo '{"type":"system","subtype":"api_retry","attempt":2,"error_status":401,"error":"authentication_failed"}'
            sleep 600
            """);

    assertThat(tool.turn())
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            failed -> {
              assertThat(failed.hopeless()).isTrue();
              assertThat(failed.reason()).contains("login", "401");
            });
  }

  private static final String ASKS =
      """
      echo '{"type":"assistant","message":{"id":"m1","content":[{"type":"tool_use","id":"t1","name":"Write","input":{"file_path":"/etc/x"}}]}}'
      echo '{"type":"control_request","request_id":"r9","request":{"subtype":"can_use_tool","tool_name":"Write","input":{"file_path":"/etc/x"},"tool_use_id":"t1"}}'
      read -r answer
      echo "$answer" > answer.txt
      case "$answer" in *'"allow"'*) error=false ;; *) error=true ;; esac
      echo '{"type":"user","message":{"content":[{"tool_use_id":"t1","type":"tool_result","content":"x","is_error":'$error'}]}}'
      """;

  @Test
  void whatTheGateAllowsIsDone() throws Exception {
    FakeTool tool = tool(ASKS + DONE);

    assertThat(tool.turn()).isInstanceOf(TurnEnd.Done.class);

    assertThat(tool.asked).containsExactly(new Gate.Request("Write", "/etc/x", Gate.Kind.WRITE));
    assertThat(Files.readString(folder.resolve("answer.txt")))
        .contains("\"request_id\":\"r9\"", "\"updatedInput\":{\"file_path\":\"/etc/x\"}");
  }

  @Test
  void whoGivesUpAfterADenialHasNotDoneIt() throws Exception {
    FakeTool tool = tool(ASKS + DONE);
    tool.gate = _ -> Gate.Verdict.denied("the plan denies it");

    assertThat(tool.turn())
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .contains("not allowed", "Write /etc/x", "the plan denies it"));
    assertThat(Files.readString(folder.resolve("answer.txt"))).contains("\"deny\"");
  }

  @Test
  void whoFindsAnotherWayAfterADenialHasDoneIt() throws Exception {
    String other =
        """
        echo '{"type":"assistant","message":{"id":"m2","content":[{"type":"tool_use","id":"t2","name":"Write","input":{"file_path":"x"}}]}}'
        echo '{"type":"user","message":{"content":[{"tool_use_id":"t2","type":"tool_result","content":"x"}]}}'
        """;
    FakeTool tool = tool(ASKS + other + DONE);
    tool.gate = _ -> Gate.Verdict.denied("no");

    assertThat(tool.turn()).isInstanceOf(TurnEnd.Done.class);
  }

  @Test
  void anInterruptionReachesTheToolAndWithdrawsItsRequest() throws Exception {
    String stops =
        """
        echo '{"type":"control_request","request_id":"r9","request":{"subtype":"can_use_tool","tool_name":"Bash","input":{"command":"x"}}}'
        read -r stop
        echo "$stop" > stop.txt
        echo '{"type":"control_cancel_request","request_id":"r9"}'
        echo '{"type":"result","subtype":"error_during_execution","is_error":true,"terminal_reason":"aborted_tools"}'
        read -r prompt
        """;
    FakeTool tool = tool(stops + DONE);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch withdrawn = new CountDownLatch(1);
    tool.gate =
        _ -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody opens it");
          } catch (InterruptedException e) {
            withdrawn.countDown();
            throw e;
          }
        };

    try (AgentSession session = tool.open()) {
      Thread.startVirtualThread(
          () -> {
            try {
              asked.await();
            } catch (InterruptedException e) {
              return;
            }
            session.interrupt();
          });
      assertThat(session.turn("Do it.")).isEqualTo(new TurnEnd.Interrupted());
      withdrawn.await();
      assertThat(session.turn("Go on.")).isInstanceOf(TurnEnd.Done.class);
    }
    assertThat(Files.readString(folder.resolve("stop.txt"))).contains("\"interrupt\"");
  }

  @Test
  void aDefinitionIsTold() throws Exception {
    FakeTool tool = tool(DONE);
    Definition reviewer =
        new Definition(
            new AgentName("reviewer"),
            "Reviews.",
            "Be kind.",
            "haiku",
            List.of("Read"),
            true,
            false);

    try (AgentSession session = tool.open(reviewer)) {
      session.turn("Do it.");
    }

    assertThat(Files.readString(folder.resolve("arguments.txt")))
        .contains("--model=haiku", "--append-system-prompt=Be kind.", "--tools=Read")
        .contains("--disallowedTools=AskUserQuestion,Write,Edit,NotebookEdit");
  }

  @Test
  void aStructuredResultIsHandedOn() throws Exception {
    FakeTool tool =
        tool(
            """
            echo '{"type":"result","subtype":"success","result":"","structured_output":{"answer":"42"}}'
            """);

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("", "{\"answer\":\"42\"}", null));
  }
}
