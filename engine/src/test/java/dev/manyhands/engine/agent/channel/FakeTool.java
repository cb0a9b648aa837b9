package dev.manyhands.engine.agent.channel;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.agent.ToolAgent;
import dev.manyhands.engine.agent.profile.BuiltInProfiles;
import dev.manyhands.engine.agent.profile.Definition;
import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.agent.profile.ProfileReader;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A shell script in place of a tool, which says what was heard of the real one. */
final class FakeTool {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final List<AgentEvent> events = new CopyOnWriteArrayList<>();
  final List<Gate.Request> asked = new CopyOnWriteArrayList<>();
  final List<String> activity = new CopyOnWriteArrayList<>();
  Gate gate = _ -> Gate.Verdict.ALLOWED;
  Duration timeout = Duration.ofSeconds(60);
  Duration idle = Duration.ofSeconds(60);
  Brief brief = Brief.STANDARD;
  final Map<String, String> variables =
      new TreeMap<>(Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin")));

  private final Path folder;
  private final Profile profile;

  /**
   * Creates one.
   *
   * @param profile the name of a built-in one, or one in YAML
   * @param script what the tool does, for {@code sh}; {@code $0} is its folder's file {@code tool}
   */
  FakeTool(Path folder, String profile, String script) throws IOException {
    this.folder = folder;
    Path program = folder.resolve("tool");
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.profile =
        (profile.contains(":")
                ? ProfileReader.read(profile, "test").getFirst()
                : BuiltInProfiles.all().stream()
                    .filter(known -> known.name().value().equals(profile))
                    .findFirst()
                    .orElseThrow())
            .withProgram(program.toString());
  }

  /** Returns a script that prints lines and ends. */
  static String prints(String lines, int exitCode) {
    return "cat <<'END_OF_LINES'\n" + lines + "\nEND_OF_LINES\nexit " + exitCode + "\n";
  }

  AgentSession open() {
    return open(Definition.of(profile));
  }

  AgentSession open(Definition definition) {
    Cookie cookie =
        new Cookie(
            Map.of(
                "MANYHANDS_TASK",
                "fake-%d-%d".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet())));
    TaskSpec task =
        new TaskSpec(
            new TaskId("t"),
            "T",
            profile.name(),
            new Work.Prompt("Do it.", brief),
            List.of(),
            List.of(),
            null,
            new TaskLimits(Duration.ofSeconds(60), timeout, idle, 0));
    Assignment assignment =
        new Assignment(
            task,
            new CommitId("0".repeat(40)),
            folder,
            variables,
            cookie,
            log(),
            folder.resolve("files"),
            new Watch(timeout, idle),
            request -> {
              asked.add(request);
              return gate.ask(request);
            },
            events::add,
            activity::add);
    return new ToolAgent(profile, definition, Map.of(), Duration.ofMillis(200)).open(assignment);
  }

  /** Returns one that is to have an MCP server. */
  Definition withMcp() {
    return new Definition(profile.name(), "With a server.", "", null, List.of(), false, true);
  }

  /** Makes a program that is on the path. */
  Path program(String name) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    variables.merge("PATH", bin.toString(), (path, more) -> more + ":" + path);
    return program;
  }

  /** Lets it do one turn. */
  TurnEnd turn() throws InterruptedException {
    try (AgentSession session = open()) {
      return session.turn("Do it.");
    }
  }

  Path log() {
    return folder.resolve("logs/output.log");
  }

  <E extends AgentEvent> List<E> heard(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns the last that was said of what was consumed. */
  @Nullable Usage consumed() {
    List<AgentEvent.Consumed> all = heard(AgentEvent.Consumed.class);
    return all.isEmpty() ? null : all.getLast().usage();
  }
}
