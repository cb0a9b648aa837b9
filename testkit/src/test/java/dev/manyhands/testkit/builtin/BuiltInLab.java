package dev.manyhands.testkit.builtin;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.agent.Prices;
import dev.manyhands.engine.agent.builtin.BuiltInAgent;
import dev.manyhands.engine.agent.throttle.Throttles;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.CommitFiles;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Supervisor;
import dev.manyhands.engine.process.Watch;
import dev.manyhands.testkit.model.ReceivedRequest;
import dev.manyhands.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A built-in agent, the scripted model that it calls, and what is heard of it. */
final class BuiltInLab implements AutoCloseable {
  private static final Map<String, String> KEYS =
      Map.of(
          "ANTHROPIC_API_KEY", "key",
          "OPENAI_API_KEY", "key",
          "GEMINI_API_KEY", "key");

  private final Path folder;
  private final ScriptedModel server;
  private final Map<String, String> variables = new HashMap<>(KEYS);
  private final List<AgentEvent> events = new CopyOnWriteArrayList<>();
  private CommitFiles commits = new NoCommits();
  private CommitId base = new CommitId("0".repeat(40));
  private Brief brief = Brief.STANDARD;
  private Gate gate = _ -> Gate.Verdict.ALLOWED;
  private Path workspace;
  private Duration timeout = Duration.ofMinutes(1);
  private Duration idle = Duration.ofMinutes(1);

  BuiltInLab(Path folder, String scripts) {
    this.folder = folder;
    this.workspace = folder;
    this.server = ScriptedModel.start(0, ScriptedModel.parse(scripts), _ -> {});
    variables.put("ANTHROPIC_BASE_URL", server.anthropic().toString());
    variables.put("OPENAI_BASE_URL", server.openAi().toString());
    variables.put("OLLAMA_BASE_URL", server.openAi().toString());
    variables.put("GEMINI_BASE_URL", server.gemini().toString());
    variables.put("MANYHANDS_MODEL", "anthropic/claude-haiku-4-5");
  }

  BuiltInLab model(String model) {
    return variable("MANYHANDS_MODEL", model);
  }

  BuiltInLab variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  BuiltInLab without(String name) {
    variables.remove(name);
    return this;
  }

  BuiltInLab brief(Brief other) {
    brief = other;
    return this;
  }

  BuiltInLab gate(Gate other) {
    gate = other;
    return this;
  }

  BuiltInLab workspace(Path other) {
    workspace = other;
    return this;
  }

  BuiltInLab commits(CommitFiles files, CommitId commit) {
    commits = files;
    base = commit;
    return this;
  }

  BuiltInLab limits(Duration all, Duration silent) {
    timeout = all;
    idle = silent;
    return this;
  }

  AgentSession open() {
    Cookie cookie = new Cookie(Map.of("MANYHANDS_RUN", folder.toString()));
    Map<String, String> environment = new HashMap<>(cookie.variables());
    environment.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
    TaskSpec task =
        new TaskSpec(
            new TaskId("task"),
            "Task",
            BuiltInAgent.NAME,
            new Work.Prompt("do it", brief),
            List.of(),
            List.of(),
            null,
            new TaskLimits(timeout, timeout, idle, 0));
    return new BuiltInAgent(
            new Supervisor(Duration.ofMillis(200)),
            commits,
            new Throttles(),
            Prices.standard(),
            variables)
        .open(
            new Assignment(
                task,
                base,
                workspace,
                environment,
                cookie,
                folder.resolveSibling(folder.getFileName() + "-output.log"),
                folder.resolveSibling(folder.getFileName() + "-tool"),
                new Watch(timeout, idle),
                gate,
                events::add,
                _ -> {}));
  }

  TurnEnd turn(String text) throws InterruptedException {
    try (AgentSession session = open()) {
      return session.turn(text);
    }
  }

  List<AgentEvent> events() {
    return events;
  }

  <E extends AgentEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<ReceivedRequest> requests() {
    return server.requests();
  }

  String log() throws IOException {
    return Files.readString(folder.resolveSibling(folder.getFileName() + "-output.log"));
  }

  @Override
  public void close() {
    server.close();
  }
}
