package dev.manyhands.bench;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.agent.Prices;
import dev.manyhands.engine.agent.builtin.BuiltInAgent;
import dev.manyhands.engine.agent.throttle.Throttles;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.CommitFiles;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Supervisor;
import dev.manyhands.engine.process.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The built-in agent through its port, with its log, its limits and its throttle. */
final class BuiltInContestant implements SubagentsClient.Contestant {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final CommitId NO_COMMIT = new CommitId("0".repeat(40));

  private final Path folder;
  private final BuiltInAgent agent;

  BuiltInContestant(int port, Path folder) {
    this.folder = folder;
    this.agent =
        new BuiltInAgent(
            new Supervisor(Duration.ofSeconds(1)),
            new NoCommits(),
            new Throttles(),
            Prices.standard(),
            Map.of(
                "ANTHROPIC_API_KEY", "key",
                "ANTHROPIC_BASE_URL", "http://127.0.0.1:" + port,
                "MANYHANDS_MODEL", "anthropic/claude-haiku-4-5"));
  }

  @Override
  public void work(int number) throws Exception {
    Cookie cookie = new Cookie(Map.of("MANYHANDS_TASK", Integer.toString(number)));
    TaskSpec task =
        new TaskSpec(
            new TaskId("task-" + number),
            "Task",
            BuiltInAgent.NAME,
            new Work.Prompt("do it"),
            List.of(),
            List.of(),
            null,
            new TaskLimits(LONG, LONG, LONG, 0));
    Assignment assignment =
        new Assignment(
            task,
            NO_COMMIT,
            folder,
            cookie.variables(),
            cookie,
            folder.resolve("logs").resolve(number + ".log"),
            folder.resolve("tools"),
            new Watch(LONG, LONG),
            _ -> Gate.Verdict.ALLOWED,
            _ -> {},
            _ -> {});
    try (AgentSession session = agent.open(assignment)) {
      TurnEnd end = session.turn("[[script:main#%d]]".formatted(number));
      if (!(end instanceof TurnEnd.Done)) {
        throw new IllegalStateException(end.toString());
      }
    }
  }

  private record NoCommits() implements CommitFiles {
    @Override
    public Optional<byte[]> read(CommitId commit, String path, int most) {
      return Optional.empty();
    }

    @Override
    public List<String> list(CommitId commit, String folder, int most) {
      return List.of();
    }

    @Override
    public List<String> search(CommitId commit, String regex, String folder, int most) {
      return List.of();
    }
  }
}
