package dev.manyhands.engine.agent.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.TurnEnd;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What tools say of their end, and what is true. Each is a run of a real tool, shortened. */
@Timeout(60)
class LiesTest {
  private static final String CLAUDE_ONCE =
      "claude-once: {dialect: claude, arguments: ['{prompt}', ['{session}']]}";
  private static final String PI_ONCE = "pi-once: {dialect: pi, arguments: ['{prompt}']}";
  private static final String PLAIN = "plain: {arguments: ['{prompt}']}";

  @TempDir Path folder;

  private static Arguments lie(
      String name, String profile, int exit, String reason, boolean hopeless, String frames) {
    return Arguments.of(name, profile, frames, exit, reason, hopeless);
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie(
            "claude: subtype success, and an error of the model",
            CLAUDE_ONCE,
            0,
            "API Error: 400",
            false,
            """
            {"type":"system","subtype":"init","session_id":"s1","model":"m"}
            {"type":"assistant","message":{"id":"m1","model":"<synthetic>","content":[{"type":"text","text":"API Error: 400 no"}]},"is_api_error_message":true}
            {"is_error":true,"subtype":"success","terminal_reason":"api_error","api_error_status":400,"result":"API Error: 400 no","type":"result"}\
            """),
        lie(
            "claude: a login that is refused is hopeless",
            CLAUDE_ONCE,
            1,
            "401",
            true,
            """
            {"type":"result","subtype":"success","is_error":true,"api_error_status":401,"result":"Invalid API key · Please run /login","terminal_reason":"api_error"}\
            """),
        lie(
            "claude: an overload is not",
            CLAUDE_ONCE,
            1,
            "529",
            false,
            """
            {"type":"result","subtype":"success","is_error":true,"api_error_status":529,"result":"API Error: Overloaded (authentication required)","terminal_reason":"api_error"}\
            """),
        lie(
            "claude: exit code 0, and a permission that nobody gave",
            CLAUDE_ONCE,
            0,
            "Write /etc/x",
            false,
            """
            {"type":"assistant","message":{"id":"m1","model":"m","content":[{"type":"tool_use","id":"t1","name":"Write","input":{"file_path":"/etc/x"}}]}}
            {"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t1","content":"no","is_error":true}]}}
            {"type":"result","subtype":"success","is_error":false,"result":"Tried.","terminal_reason":"completed","permission_denials":[{"tool_name":"Write","tool_input":{"file_path":"/etc/x"}}]}\
            """),
        lie(
            "claude: the limit of turns",
            CLAUDE_ONCE,
            1,
            "limit of turns",
            false,
            """
            {"type":"result","subtype":"error_max_turns","is_error":true,"terminal_reason":"max_turns","errors":["Reached maximum number of turns (1)"]}\
            """),
        lie(
            "claude: the model refuses",
            CLAUDE_ONCE,
            0,
            "refused",
            false,
            """
            {"type":"result","subtype":"success","is_error":false,"stop_reason":"refusal","result":"I cannot help with that.","terminal_reason":"completed"}\
            """),
        lie(
            "claude: an empty answer",
            CLAUDE_ONCE,
            0,
            "empty",
            false,
            """
            {"type":"result","subtype":"success","is_error":false,"result":"","terminal_reason":"completed"}\
            """),
        lie(
            "claude: exit code 0 without a result",
            CLAUDE_ONCE,
            0,
            "before it had said",
            false,
            """
            {"type":"assistant","message":{"id":"m1","model":"m","content":[{"type":"text","text":"I begin."}]}}\
            """),
        lie(
            "qwen: an error of the model",
            "qwen-once: {dialect: claude, usage: session, arguments: ['{prompt}']}",
            1,
            "401",
            true,
            """
            {"type":"assistant","message":{"id":"a","content":[{"type":"text","text":"[API Error: 401 scripted error 401]"}]}}
            {"type":"result","subtype":"error_during_execution","is_error":true,"usage":{"input_tokens":0,"output_tokens":0},"error":{"message":"[API Error: 401 scripted error 401]"}}\
            """),
        lie(
            "codex: a failed turn",
            "codex-exec",
            1,
            "high demand",
            false,
            """
            {"type":"thread.started","thread_id":"t"}
            {"type":"error","message":"Reconnecting... 1/5 (We are currently experiencing high demand.)"}
            {"type":"turn.failed","error":{"message":"We are currently experiencing high demand."}}\
            """),
        lie(
            "codex: a login that is refused",
            "codex-exec",
            1,
            "401",
            true,
            """
            {"type":"turn.failed","error":{"message":"unexpected status 401 Unauthorized"}}\
            """),
        lie(
            "gemini: the exit code is the status modulo 256",
            "gemini",
            145,
            "UNAUTHENTICATED",
            true,
            """
            {"type":"init","session_id":"g","model":"auto"}
            {"type":"result","status":"error","error":{"type":"unknown","message":"[API Error: {\\"code\\":401,\\"status\\":\\"UNAUTHENTICATED\\"}]"},"stats":{"input_tokens":703,"output_tokens":15}}\
            """),
        lie(
            "gemini: exit code 0 after a signal",
            "gemini",
            0,
            "before it had said",
            false,
            """
            {"type":"init","session_id":"g","model":"auto"}
            {"type":"message","role":"assistant","content":"I begin.","delta":true}\
            """),
        lie("gemini: an exit code with a meaning", "gemini", 53, "limit of turns", false, ""),
        lie("gemini: no login", "gemini", 41, "not logged in", true, ""),
        lie(
            "gemini: success, and a path that is denied",
            "gemini",
            0,
            "not allowed",
            false,
            """
            {"type":"tool_use","tool_name":"write_file","tool_id":"w","parameters":{"file_path":"/etc/x"}}
            {"type":"tool_result","tool_id":"w","status":"error","output":"Path not in workspace: Attempted path \\"/etc/x\\" resolves outside"}
            {"type":"message","role":"assistant","content":"Tried.","delta":true}
            {"type":"result","status":"success","stats":{}}\
            """),
        lie(
            "opencode: an error",
            "opencode",
            1,
            "401",
            true,
            """
            {"type":"error","sessionID":"ses_1","error":{"name":"APIError","data":{"message":"scripted error","statusCode":401}}}\
            """),
        lie(
            "opencode: no last step",
            "opencode",
            0,
            "before it had said",
            false,
            """
            {"type":"step_start","sessionID":"ses_1","part":{"id":"p0"}}
            {"type":"step_finish","sessionID":"ses_1","part":{"id":"p1","reason":"tool-calls","tokens":{"input":1,"output":1}}}
            {"type":"step_start","sessionID":"ses_1","part":{"id":"p2"}}\
            """),
        lie(
            "pi: exit code 0, and an error of the model",
            PI_ONCE,
            0,
            "401",
            true,
            """
            {"type":"session","id":"p"}
            {"type":"message_end","message":{"role":"assistant","content":[],"model":"m","usage":{"input":0,"output":0},"stopReason":"error","errorMessage":"401 scripted error 401"}}
            {"type":"agent_end","messages":[]}\
            """),
        lie(
            "pi: exit code 0 after the last of its tries",
            PI_ONCE,
            0,
            "500",
            false,
            """
            {"type":"message_end","message":{"role":"assistant","content":[],"stopReason":"error","errorMessage":"500 no"}}
            {"type":"auto_retry_start","attempt":1,"delayMs":2000,"errorMessage":"500 no"}
            {"type":"message_end","message":{"role":"assistant","content":[],"stopReason":"error","errorMessage":"500 no"}}
            {"type":"auto_retry_end","success":false,"attempt":1,"finalError":"500 no"}\
            """),
        lie("plain: an empty answer", PLAIN, 0, "empty", false, ""),
        lie("plain: an exit code", PLAIN, 3, "exit code 3", false, "half done"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aLieIsSeen(
      String name, String profile, String frames, int exit, String reason, boolean hopeless)
      throws Exception {
    TurnEnd end = new FakeTool(folder, profile, FakeTool.prints(frames, exit)).turn();

    assertThat(end).as(name).isInstanceOf(TurnEnd.Failed.class);
    TurnEnd.Failed failed = (TurnEnd.Failed) end;
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.reason()).contains(reason);
    assertThat(failed.hopeless()).as("hopeless").isEqualTo(hopeless);
    assertThat(failed.exitCodeOrNull()).isEqualTo(exit);
  }
}
