package dev.manyhands.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Supervisor;
import dev.manyhands.engine.process.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes beyond the contract of every agent, which the testkit has. */
@Timeout(30)
class CommandAgentTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path folder;

  private final AgentRunner agent = new CommandAgent(new Supervisor(SHORT));
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private TurnEnd run(AgentName name, Work work, Duration timeout, Duration idle)
      throws InterruptedException {
    TaskSpec task =
        new TaskSpec(
            new TaskId("t"),
            "T",
            name,
            work,
            List.of(),
            List.of(),
            null,
            new TaskLimits(LONG, timeout, idle, 0));
    Cookie cookie = new Cookie(Map.of("MANYHANDS_TASK", "t"));
    Map<String, String> environment =
        Map.of("MANYHANDS_TASK", "t", "PATH", System.getenv().getOrDefault("PATH", "/bin"));
    Assignment assignment =
        new Assignment(
            task,
            new CommitId("0".repeat(40)),
            folder,
            environment,
            cookie,
            folder.resolve("log"),
            folder.resolve("tool"),
            new Watch(timeout, idle),
            _ -> Gate.Verdict.ALLOWED,
            _ -> {},
            heard::add);
    try (AgentSession session = agent.open(assignment)) {
      return session.turn("");
    }
  }

  private TurnEnd run(String... argv) throws InterruptedException {
    return run(AgentName.COMMAND, new Work.Program(List.of(argv)), LONG, LONG);
  }

  @Test
  void exitCodeZeroIsDone() throws Exception {
    assertThat(run("sh", "-c", "echo first; echo all done; echo"))
        .isEqualTo(new TurnEnd.Done("all done", null, 0));
    assertThat(heard).endsWith("all done");
  }

  @Test
  void anotherExitCodeIsAFailure() throws Exception {
    assertThat(run("sh", "-c", "echo no; exit 9"))
        .isEqualTo(
            new TurnEnd.Failed(
                Outcome.FAILED, "it ended with exit code 9; its last words: no", false, 9, "no"));
  }

  @Test
  void aProgramThatIsNotThereIsAFailure() throws Exception {
    assertThat(run("no-such-program"))
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            end -> {
              assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(end.reason()).contains("no-such-program");
            });
  }

  @Test
  void itsLimitsAreKept() throws Exception {
    Work hang = new Work.Program(List.of("sleep", "60"));

    assertThat(run(AgentName.COMMAND, hang, SHORT, LONG))
        .isEqualTo(
            new TurnEnd.Failed(Outcome.TIMED_OUT, "it took longer than 200ms", false, null, ""));
    assertThat(run(AgentName.COMMAND, hang, LONG, SHORT))
        .isEqualTo(
            new TurnEnd.Failed(Outcome.STALLED, "it said nothing for 200ms", false, null, ""));
  }

  @Test
  void aPromptIsForOthers() {
    assertThatThrownBy(() -> run(new AgentName("claude"), new Work.Prompt("Do it."), LONG, LONG))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
