package dev.manyhands.engine.agent.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Codex' app server, the Agent Client Protocol and pi's RPC mode, as they were heard. */
@Timeout(60)
class JsonRpcSessionsTest {
  private static final String CODEX =
      """
      read -r initialize
      echo '{"id":1,"result":{"userAgent":"manyhands"}}'
      read -r initialized
      read -r start
      echo "$start" > start.txt
      echo '{"method":"configWarning","params":{"summary":"no bubblewrap"}}'
      echo '{"id":2,"result":{"thread":{"id":"th"},"model":"gpt"}}'
      read -r turn
      echo '{"id":3,"result":{"turn":{"id":"tu1"}}}'
      """;

  private static final String ACP =
      """
      read -r initialize
      echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":1}}'
      read -r new
      echo '{"jsonrpc":"2.0","id":2,"result":{"sessionId":"se","modes":{"currentModeId":"auto","availableModes":[{"id":"default"},{"id":"auto"}]}}}'
      read -r mode
      echo "$mode" > mode.txt
      echo '{"jsonrpc":"2.0","id":3,"result":{}}'
      read -r prompt
      """;

  @TempDir Path folder;

  private static TurnEnd.Failed failed(TurnEnd end) {
    assertThat(end).isInstanceOf(TurnEnd.Failed.class);
    return (TurnEnd.Failed) end;
  }

  @Test
  void codexDoesATurn() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "codex",
            CODEX
                + """
                echo '{"method":"item/started","params":{"threadId":"th","item":{"type":"commandExecution","id":"c1","command":"cat a","status":"inProgress"}}}'
                echo '{"method":"item/completed","params":{"threadId":"th","item":{"type":"commandExecution","id":"c1","command":"cat a","aggregatedOutput":"A","exitCode":0,"status":"completed"}}}'
                echo '{"method":"error","params":{"threadId":"th","willRetry":true,"error":{"message":"Reconnecting... 1/5","additionalDetails":"last status: 429 Too Many Requests"}}}'
                echo '{"method":"thread/tokenUsage/updated","params":{"threadId":"th","tokenUsage":{"total":{"inputTokens":6029,"outputTokens":36},"last":{"inputTokens":6029,"outputTokens":36}}}}'
                echo '{"method":"thread/tokenUsage/updated","params":{"threadId":"th","tokenUsage":{"total":{"inputTokens":12058,"outputTokens":44},"last":{"inputTokens":6029,"outputTokens":8}}}}'
                echo '{"method":"item/completed","params":{"threadId":"th","item":{"type":"agentMessage","id":"m1","text":"Survived."}}}'
                echo '{"method":"turn/completed","params":{"threadId":"th","turn":{"id":"tu1","status":"completed","error":null}}}'
                read -r more
                """);

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("Survived.", null, null));

    assertThat(tool.consumed()).isEqualTo(new Usage(12_058, 44, BigDecimal.ZERO));
    assertThat(tool.heard(AgentEvent.RateLimited.class)).hasSize(1);
    assertThat(tool.events)
        .contains(
            new AgentEvent.Started("th", "gpt"),
            new AgentEvent.ToolStarted("c1", "shell", "cat a"));
    assertThat(Files.readString(folder.resolve("start.txt")))
        .contains("\"sandbox\":\"workspace-write\"", "\"approvalPolicy\":\"on-request\"");
  }

  @Test
  void whatCodexWantsOutsideOfItsSandboxIsAsked() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "codex",
            CODEX
                + """
                echo '{"method":"item/commandExecution/requestApproval","id":0,"params":{"threadId":"th","itemId":"c1","command":"touch /etc/x"}}'
                read -r answer
                echo "$answer" > answer.txt
                echo '{"method":"item/completed","params":{"threadId":"th","item":{"type":"commandExecution","id":"c1","command":"touch /etc/x","status":"declined"}}}'
                echo '{"method":"item/completed","params":{"threadId":"th","item":{"type":"agentMessage","id":"m1","text":"Tried."}}}'
                echo '{"method":"turn/completed","params":{"threadId":"th","turn":{"id":"tu1","status":"completed"}}}'
                read -r more
                """);
    tool.gate = _ -> Gate.Verdict.denied("no");

    assertThat(failed(tool.turn()).reason()).contains("not allowed", "touch /etc/x");
    assertThat(tool.asked)
        .containsExactly(new Gate.Request("shell", "touch /etc/x", Gate.Kind.OTHER));
    assertThat(Files.readString(folder.resolve("answer.txt")))
        .contains("\"id\":0", "\"decision\":\"decline\"");
  }

  @Test
  void aFailedTurnOfCodexIsAFailure() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "codex",
            CODEX
                + """
                echo '{"method":"turn/completed","params":{"threadId":"th","turn":{"id":"tu1","status":"failed","error":{"message":"unexpected status 401 Unauthorized"}}}}'
                read -r more
                """);

    TurnEnd.Failed end = failed(tool.turn());

    assertThat(end.reason()).contains("401");
    assertThat(end.hopeless()).isTrue();
  }

  @Test
  void acpDoesATurnAndAsksInItsAskingMode() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "gemini-acp",
            ACP
                + """
                echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"se","update":{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"I write "}}}}'
                echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"se","update":{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"the file."}}}}'
                echo '{"jsonrpc":"2.0","id":0,"method":"session/request_permission","params":{"sessionId":"se","options":[{"optionId":"always","kind":"allow_always"},{"optionId":"once","kind":"allow_once"},{"optionId":"no","kind":"reject_once"}],"toolCall":{"toolCallId":"w1","status":"pending","title":"Writing to a","locations":[{"path":"/w/a"}],"kind":"edit"}}}'
                read -r answer
                echo "$answer" > answer.txt
                echo '{"jsonrpc":"2.0","id":1,"method":"fs/write_text_file","params":{}}'
                read -r refusal
                echo "$refusal" > refusal.txt
                echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"se","update":{"sessionUpdate":"tool_call_update","toolCallId":"w1","status":"completed","kind":"edit","content":[{"type":"content","content":{"type":"text","text":"Wrote."}}]}}}'
                echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"se","update":{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"The file is written."}}}}'
                echo '{"jsonrpc":"2.0","id":4,"result":{"stopReason":"end_turn","_meta":{"quota":{"token_count":{"input_tokens":24606,"output_tokens":35}}}}}'
                read -r more
                """);

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("The file is written.", null, null));

    assertThat(tool.asked).containsExactly(new Gate.Request("edit", "/w/a", Gate.Kind.WRITE));
    assertThat(tool.consumed()).isEqualTo(new Usage(24_606, 35, BigDecimal.ZERO));
    assertThat(tool.events)
        .contains(
            new AgentEvent.Said("I write the file."),
            new AgentEvent.ToolStarted("w1", "edit", "/w/a"));
    assertThat(Files.readString(folder.resolve("mode.txt"))).contains("\"modeId\":\"default\"");
    assertThat(Files.readString(folder.resolve("answer.txt"))).contains("\"optionId\":\"once\"");
    assertThat(Files.readString(folder.resolve("refusal.txt"))).contains("-32601");
  }

  /** Only the title says which tool it is: rules are written for that name. */
  @Test
  void toolsOfServersHaveTheirNamesOverAcp() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "gemini-acp",
            ACP
                + """
                echo '{"jsonrpc":"2.0","id":0,"method":"session/request_permission","params":{"sessionId":"se","options":[{"optionId":"once","kind":"allow_once"},{"optionId":"no","kind":"reject_once"}],"toolCall":{"toolCallId":"w1","title":"mcp__my-server__note.write","kind":"other","rawInput":{"text":"x"}}}}'
                read -r answer
                echo '{"jsonrpc":"2.0","id":4,"result":{"stopReason":"end_turn"}}'
                read -r more
                """);

    tool.turn();

    assertThat(tool.asked)
        .singleElement()
        .extracting(Gate.Request::tool, Gate.Request::kind)
        .containsExactly("mcp__my-server__note.write", Gate.Kind.OTHER);
  }

  @Test
  void errorsOfAcpAreFailures() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "gemini-acp",
            ACP
                + """
                echo '{"jsonrpc":"2.0","id":4,"error":{"code":-32603,"message":"Internal error","data":{"details":"401 scripted error"}}}'
                read -r more
                """);

    TurnEnd.Failed end = failed(tool.turn());

    assertThat(end.reason()).contains("401 scripted error");
    assertThat(end.hopeless()).isTrue();
  }

  @Test
  void whoeverIsToHaveAServerIsToldOfItAndTheLogHasNoToken() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "gemini-acp",
            ACP
                + """
                echo "$new" > new.txt
                echo '{"jsonrpc":"2.0","id":4,"result":{"stopReason":"end_turn"}}'
                """);
    Path server = tool.program("manyhands");
    tool.variables.put("MANYHANDS_DESK", "/the/socket");
    tool.variables.put("MANYHANDS_TOKEN", "0123-token");

    try (AgentSession session = tool.open(tool.withMcp())) {
      session.turn("Do it.");
    }

    assertThat(Files.readString(folder.resolve("new.txt")))
        .contains("\"command\":\"" + server + "\",\"args\":[\"mcp\",\"--helper\"]")
        .contains("{\"name\":\"MANYHANDS_DESK\",\"value\":\"/the/socket\"}")
        .contains("{\"name\":\"MANYHANDS_TOKEN\",\"value\":\"0123-token\"}");
    assertThat(tool.log()).content().contains("MANYHANDS_TOKEN").doesNotContain("0123-token");
  }

  @Test
  void whoeverIsToHaveNoServerIsToldOfNone() throws Exception {
    FakeTool tool = new FakeTool(folder, "gemini-acp", ACP + "echo \"$new\" > new.txt");
    tool.program("manyhands");

    tool.turn();

    assertThat(Files.readString(folder.resolve("new.txt"))).contains("\"mcpServers\":[]");
  }

  /** As codex-acp has it: the error is said in words, and the end is a good one. */
  @Test
  void anErrorThatIsOnlyAStatusIsAFailure() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "codex-acp",
            ACP
                + """
                echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"se","update":{"sessionUpdate":"session_info_update","_meta":{"codex":{"threadStatus":{"type":"systemError"}}}}}}'
                echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"se","update":{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"scripted error 400"}}}}'
                echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"se","update":{"sessionUpdate":"session_info_update","title":"hi"}}}'
                echo '{"jsonrpc":"2.0","id":4,"result":{"stopReason":"end_turn","usage":null}}'
                read -r more
                """);

    assertThat(failed(tool.turn()).reason()).isEqualTo("scripted error 400");
  }

  @Test
  void aRefusalOverAcpIsAFailure() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "claude-acp",
            ACP + "echo '{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{\"stopReason\":\"refusal\"}}'");

    assertThat(failed(tool.turn()).reason()).contains("refused");
  }

  private static final String PI =
      """
      read -r state
      echo '{"id":"1","type":"response","command":"get_state","success":true,"data":{"sessionId":"pi-1","model":{"id":"m"}}}'
      read -r prompt
      echo '{"id":"2","type":"response","command":"prompt","success":true}'
      """;

  @Test
  void piTriesAgainAfterItsEnd() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "pi",
            PI
                + """
                echo '{"type":"message_end","message":{"role":"assistant","content":[],"model":"m","usage":{"input":0,"output":0},"stopReason":"error","errorMessage":"terminated"}}'
                echo '{"type":"agent_end","messages":[]}'
                echo '{"type":"auto_retry_start","attempt":1,"delayMs":2000,"errorMessage":"terminated"}'
                read -r state
                echo '{"id":"3","type":"response","command":"get_state","success":true,"data":{}}'
                echo '{"type":"message_end","message":{"role":"assistant","content":[{"type":"text","text":"Survived."}],"model":"m","usage":{"input":619,"output":19,"cost":{"total":0.5}},"stopReason":"stop"}}'
                echo '{"type":"auto_retry_end","success":true,"attempt":1}'
                echo '{"type":"agent_end","messages":[]}'
                read -r more
                """);

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("Survived.", null, null));

    assertThat(tool.consumed()).isEqualTo(new Usage(619, 19, new BigDecimal("0.5")));
    assertThat(tool.events)
        .contains(new AgentEvent.Started("pi-1", "m"), new AgentEvent.Retrying("terminated"));
  }

  @Test
  void anErrorOfPisModelIsAFailure() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "pi",
            PI
                + """
                echo '{"type":"message_end","message":{"role":"assistant","content":[],"stopReason":"error","errorMessage":"401 no"}}'
                echo '{"type":"agent_end","messages":[]}'
                read -r state
                echo '{"id":"3","type":"response","command":"get_state","success":true,"data":{}}'
                read -r more
                """);

    try (AgentSession session = tool.open()) {
      TurnEnd.Failed end = failed(session.turn("Do it."));
      assertThat(end.reason()).isEqualTo("401 no");
      assertThat(end.hopeless()).isTrue();
    }
  }
}
