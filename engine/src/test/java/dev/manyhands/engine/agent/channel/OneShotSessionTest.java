package dev.manyhands.engine.agent.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.TurnEnd;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OneShotSessionTest {
  @TempDir Path folder;

  @Test
  void eachTurnGoesOnWithTheSession() throws Exception {
    String script =
        """
        prompt=$(cat)
        echo "$* <- $prompt" >> calls.txt
        cat <<'END'
        {"type":"thread.started","thread_id":"thread-1"}
        {"type":"item.completed","item":{"id":"item_0","type":"error","message":"Model metadata not found."}}
        {"type":"item.started","item":{"id":"item_1","type":"command_execution","command":"cat a","status":"in_progress"}}
        {"type":"item.completed","item":{"id":"item_1","type":"command_execution","command":"cat a","aggregated_output":"A","exit_code":0,"status":"completed"}}
        {"type":"item.completed","item":{"id":"item_2","type":"agent_message","text":"The file is written."}}
        END
        n=$(wc -l < calls.txt)
        echo '{"type":"turn.completed","usage":{"input_tokens":'$((n * 100))',"output_tokens":'$((n * 10))'}}'
        """;
    FakeTool tool = new FakeTool(folder, "codex-exec", script);

    try (AgentSession session = tool.open()) {
      assertThat(session.turn("Write it."))
          .isEqualTo(new TurnEnd.Done("The file is written.", null, 0));
      assertThat(session.turn("More.")).isInstanceOf(TurnEnd.Done.class);
    }

    assertThat(Files.readAllLines(folder.resolve("calls.txt")))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("exec --json").endsWith("- <- Write it."),
            second -> assertThat(second).startsWith("exec resume").endsWith("thread-1 - <- More."));
    assertThat(tool.events)
        .contains(
            new AgentEvent.Started("thread-1", ""),
            new AgentEvent.ToolStarted("item_1", "shell", "cat a"),
            new AgentEvent.Said("The file is written."));
    assertThat(tool.consumed())
        .as("the tool says what the whole thread consumed")
        .isEqualTo(new Usage(200, 20, BigDecimal.ZERO));
    assertThat(tool.activity).contains("shell cat a", "The file is written.");
    assertThat(tool.log()).content().contains("> Write it.", "> More.", "thread.started");
  }

  @Test
  void stepsAreAddedUpAndAToolIsToldWhenItHasEnded() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "opencode",
            FakeTool.prints(
                """
                {"type":"step_start","sessionID":"ses_1","part":{"id":"p0"}}
                {"type":"tool_use","sessionID":"ses_1","part":{"tool":"write","callID":"c1","state":{"status":"completed","input":{"filePath":"/w/a"},"output":"Wrote file."}}}
                {"type":"step_finish","sessionID":"ses_1","part":{"id":"p1","reason":"tool-calls","tokens":{"input":2404,"output":27,"reasoning":0,"cache":{"write":3,"read":5}},"cost":0.5}}
                {"type":"text","sessionID":"ses_1","part":{"type":"text","text":"The file is written."}}
                {"type":"step_finish","sessionID":"ses_1","part":{"id":"p2","reason":"stop","tokens":{"input":2404,"output":6,"reasoning":4,"cache":{"write":0,"read":0}},"cost":0.25}}\
                """,
                0));

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("The file is written.", null, 0));

    assertThat(tool.consumed()).isEqualTo(new Usage(4816, 37, new BigDecimal("0.75")));
    assertThat(tool.events).contains(new AgentEvent.ToolStarted("c1", "write", "/w/a"));
    assertThat(tool.heard(AgentEvent.ToolEnded.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.result()).isEqualTo("Wrote file."));
  }

  @Test
  void piecesBecomeAMessage() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "gemini",
            FakeTool.prints(
                """
                {"type":"init","session_id":"g","model":"auto"}
                {"type":"message","role":"user","content":"Do it."}
                {"type":"message","role":"assistant","content":"The file ","delta":true}
                {"type":"message","role":"assistant","content":"is written.","delta":true}
                {"type":"result","status":"success","stats":{"total_tokens":13,"input_tokens":10,"output_tokens":3}}\
                """,
                0));

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("The file is written.", null, 0));
    assertThat(tool.consumed()).isEqualTo(new Usage(10, 3, BigDecimal.ZERO));
  }

  /** The first process leaves one that has to be killed: the second process is not, meanwhile. */
  @Test
  void anInterruptedTurnEndsAndTheSessionGoesOn() throws Exception {
    String script =
        """
        case "$*" in
          *--session=ses_1*) text="after"; sleep 1 ;;
          *)
            (trap '' TERM; exec sleep 600) > /dev/null 2>&1 &
            echo '{"type":"step_start","sessionID":"ses_1","part":{}}'
            sleep 600 ;;
        esac
        echo '{"type":"text","sessionID":"ses_1","part":{"text":"'$text'"}}'
        echo '{"type":"step_finish","sessionID":"ses_1","part":{"id":"p","reason":"stop","tokens":{}}}'
        """;
    FakeTool tool = new FakeTool(folder, "opencode", script);

    try (AgentSession session = tool.open()) {
      Thread.startVirtualThread(
          () -> {
            while (tool.heard(AgentEvent.Started.class).isEmpty()) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            session.interrupt();
          });
      assertThat(session.turn("Do it.")).isEqualTo(new TurnEnd.Interrupted());
      assertThat(session.turn("Something else.")).isEqualTo(new TurnEnd.Done("after", null, 0));
    }
  }

  @Test
  void thePlainToolsTextIsItsMessage() throws Exception {
    FakeTool tool =
        new FakeTool(
            folder,
            "plain: {arguments: ['--ask={prompt}']}",
            "echo \"you said $1\"; echo '{\"this\": \"too\"}'");

    assertThat(tool.turn())
        .isEqualTo(new TurnEnd.Done("you said --ask=Do it.\n{\"this\":\"too\"}", null, 0));
  }
}
