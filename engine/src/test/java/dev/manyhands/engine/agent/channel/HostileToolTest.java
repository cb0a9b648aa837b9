package dev.manyhands.engine.agent.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.TurnEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools that do not speak their protocol: a clear reason, and bounded memory. */
@Timeout(120)
@Tag("long")
class HostileToolTest {
  private static final String GREETS =
      """
      read -r hello
      echo '{"type":"control_response","response":{"subtype":"success","request_id":"greeting"}}'
      read -r prompt
      """;

  @TempDir Path folder;

  private TurnEnd.Failed fails(FakeTool tool) throws InterruptedException {
    TurnEnd end = tool.turn();
    assertThat(end).isInstanceOf(TurnEnd.Failed.class);
    return (TurnEnd.Failed) end;
  }

  @Test
  void garbageIsNamed() throws Exception {
    FakeTool tool = new FakeTool(folder, "claude", "while :; do echo 'no such option'; done");

    assertThat(fails(tool).reason()).contains("does not speak its protocol", "no such option");
  }

  @Test
  void aLineWithoutEndIsNotKept() throws Exception {
    String hundredMegabytes = "head -c 100000000 /dev/zero | tr '\\0' x; echo";
    FakeTool tool = new FakeTool(folder, "claude", GREETS + hundredMegabytes + "\nsleep 600\n");

    assertThat(fails(tool).reason()).contains("a line of 100,000,000 bytes", "xxx");
    assertThat(Files.size(tool.log())).isLessThan(40_000_000);
  }

  @Test
  void manyLinesThatNobodyHearsAreNotKept() throws Exception {
    String flood =
        """
        echo '{"type":"result","subtype":"success","result":"done"}'
        head -c 200000000 /dev/zero | tr '\\0' '\\n'
        """;
    FakeTool tool = new FakeTool(folder, "claude", GREETS + flood);

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("done", null, null));
  }

  @Test
  void bytesThatAreNoTextDoNotHarm() throws Exception {
    String script =
        GREETS
            + "printf '\\377\\376\\000\\n'\n"
            + "printf '{\"type\":\"result\",\"subtype\":\"success\",\"result\":\"d\\377ne\"}\\n'\n";
    FakeTool tool = new FakeTool(folder, "claude", script + "sleep 600\n");

    assertThat(tool.turn()).isEqualTo(new TurnEnd.Done("d\uFFFDne", null, null));
  }

  @Test
  void silenceIsAStall() throws Exception {
    FakeTool tool = new FakeTool(folder, "claude", "sleep 600");
    tool.idle = Duration.ofMillis(500);

    assertThat(fails(tool).outcome()).isEqualTo(Outcome.STALLED);
  }

  @Test
  void talkForEverIsATimeout() throws Exception {
    FakeTool tool =
        new FakeTool(folder, "claude", "while :; do echo '{\"type\":\"ping\"}'; sleep 0.05; done");
    tool.timeout = Duration.ofMillis(700);

    assertThat(fails(tool).outcome()).isEqualTo(Outcome.TIMED_OUT);
  }

  @Test
  void anEndInTheMiddleIsAFailureWithTheLastWords() throws Exception {
    FakeTool tool = new FakeTool(folder, "claude", GREETS + "echo 'out of luck' >&2; exit 7");

    TurnEnd.Failed end = fails(tool);

    assertThat(end.reason()).contains("exit code 7", "out of luck");
    assertThat(end.exitCodeOrNull()).isEqualTo(7);
    assertThat(tool.log()).content().contains("out of luck", "> {\"type\":\"user\"");
  }

  @Test
  void anEndAtTheBeginningIsAFailureAndALoginThatIsMissingIsHopeless() throws Exception {
    FakeTool tool = new FakeTool(folder, "codex", "echo 'Not logged in' >&2; exit 1");

    assertThat(fails(tool).hopeless()).isTrue();
  }

  @Test
  void aToolThatDoesNotReadDoesNotHoldUp() throws Exception {
    FakeTool tool = new FakeTool(folder, "codex-exec", "sleep 600");
    tool.idle = Duration.ofMillis(500);

    try (AgentSession session = tool.open()) {
      assertThat(session.turn("long ".repeat(1_000_000))).isInstanceOf(TurnEnd.Failed.class);
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamedWithTheWayToGetIt() {
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(
            () -> {
              FakeTool tool = new FakeTool(folder, "claude", "");
              Files.delete(folder.resolve("tool"));
              tool.open();
            })
        .satisfies(e -> assertThat(e.hint()).contains("npm install"))
        .withMessageContaining("not installed");
  }
}
