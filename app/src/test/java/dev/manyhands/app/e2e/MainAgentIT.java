package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.testkit.model.Action;
import dev.manyhands.testkit.model.Part;
import dev.manyhands.testkit.model.Script;
import dev.manyhands.testkit.model.ScriptedModel;
import dev.manyhands.testkit.model.ToolSetup;
import dev.manyhands.testkit.model.ToolSetups;
import dev.manyhands.testkit.model.Turn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real coding tool as the main agent, with a scripted model behind it: it hands four tasks over,
 * two of them to real tools, works on meanwhile, is told, and has them combined. Two helpers wait
 * for what the main agent does after handing over, so that a main agent that waited for its helpers
 * would never end. Runs in the profile {@code real-agents} only.
 */
@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class MainAgentIT {
  private static final String PROMPT = "Have the four files made. [[script:main]]";

  private static final String TOOLS = System.getProperty("manyhands.real-agents") + "/bin";

  private static final Duration THINKING = Duration.ofSeconds(2);

  /** What both sessions came to, for the document. */
  private static final Map<String, String> SESSIONS = new TreeMap<>();

  @TempDir private Path folder;

  private static List<Script> scripts(Path notes) {
    Map<String, Object> spawning =
        Map.of(
            "concurrency",
            4,
            "tasks",
            List.of(
                Map.of("id", "a", "agent", "claude", "prompt", "Write A. [[script:a]]"),
                Map.of("id", "b", "agent", "codex", "prompt", "Write B. [[script:b]]"),
                Map.of("id", "c", "command", "echo C > c.txt"),
                Map.of("id", "d", "command", waitsFor(notes) + "; echo D > d.txt")),
            "combine",
            Map.of("check", "test -f src/f1.txt"));
    Script main =
        new Script(
            "main",
            List.of(
                calls("I hand four tasks over.", "*spawn_agents", spawning),
                Turn.of(
                    new Part.Text("Meanwhile I write the notes myself."),
                    new Part.Act(new Action.Write("notes.md", "Four helpers are at work.\n"))),
                calls("Where do they stand?", "*list_agents", Map.of()),
                calls(
                    "I wait for the rest.",
                    "*wait_agents",
                    Map.of("mode", "all", "timeout_seconds", 50)),
                calls(
                    "All have ended: one commit, please.",
                    "*combine",
                    Map.of("message", "Four files", "timeout_seconds", 50)),
                Turn.text("The four files are combined.")));
    Turn waits = Turn.acts(new Action.Shell(waitsFor(notes)));
    return List.of(main, writes("a", "A"), writes("b", "B", waits));
  }

  private static String waitsFor(Path file) {
    return "until test -e '" + file + "'; do sleep 0.05; done";
  }

  private static Turn calls(String text, String tool, Map<String, ?> arguments) {
    return Turn.of(new Part.Text(text), new Part.Act(Action.Call.of(tool, arguments)));
  }

  private static Script writes(String name, String content, Turn... before) {
    List<Turn> turns = new ArrayList<>(List.of(before));
    turns.add(Turn.acts(new Action.Write(name + ".txt", content + "\n")).after(THINKING));
    turns.add(Turn.text(content + " is written."));
    return new Script(name, turns);
  }

  @Test
  void claudeCodeWorksOnWhileItsHelpersWork() throws Exception {
    session(
        "claude",
        List.of(
            TOOLS + "/claude",
            "-p",
            PROMPT,
            "--output-format",
            "stream-json",
            "--verbose",
            "--permission-mode",
            "acceptEdits",
            "--allowedTools",
            "mcp__manyhands,Write"),
        // Its first turn waits for its MCP servers, and has their tools at hand.
        Map.of("MCP_CONNECTION_NONBLOCKING", "false", "ENABLE_TOOL_SEARCH", "false"));
  }

  @Test
  void codexWorksOnWhileItsHelpersWork() throws Exception {
    Path repo = folder.resolve("a lab/the repo");
    List<String> argv = new ArrayList<>(List.of(TOOLS + "/codex"));
    argv.addAll(ToolSetups.of("codex").oneShot(PROMPT, repo).orElseThrow());
    session("codex", argv, Map.of());
  }

  private void session(String tool, List<String> argv, Map<String, String> variables)
      throws Exception {
    Lab lab = new Lab(folder).withFiles(1);
    Path home = Files.createDirectories(folder.resolve("users-home"));
    Timeline timeline = new Timeline();
    List<Script> scripts = scripts(lab.repo.resolve("notes.md"));
    try (ScriptedModel model = ScriptedModel.start(0, scripts, timeline::heard)) {
      Map<String, String> environment = environment(model, home);
      environment.putAll(variables);
      lab.with(environment);
      Lab.Ended installed = lab.manyhands("install", tool, "--scope", "user");
      assertThat(installed.exitCode()).as(installed.err()).isZero();
      passToServers(home.resolve(".codex/config.toml"), tool, environment, lab);

      Lab.Ended ended = lab.start(argv).end();

      assertThat(ended.exitCode()).as("%s%n%s", ended.err(), ended.out()).isZero();
      JsonNode report = lab.report();
      assertThat(report.get("status").stringValue())
          .as("%s%n%s", report, lab.manyhands("approvals").out())
          .isEqualTo("succeeded");
      String result = report.get("result").get("commit").stringValue();
      for (String task : List.of("a", "b", "c", "d")) {
        assertThat(Lab.state(report, task)).isEqualTo("merged");
        assertThat(lab.git("show", result + ":" + task + ".txt")).isEqualToIgnoringCase(task);
      }
      timeline.events(lab.manyhands("events", "latest", "--json").out());
      assertThat(timeline.answers("main"))
          .anyMatch(answer -> answer.contains("\"finished_since\":[{\"id\":"))
          .anyMatch(answer -> answer.contains("\"status\":\"succeeded\""));
      for (String task : List.of("a", "b", "c", "d")) {
        assertThat(timeline.started(task)).as(task).isBefore(timeline.turn("main", 1));
      }
      for (String task : List.of("b", "d")) {
        assertThat(timeline.ended(task)).as(task).isAfter(timeline.turn("main", 1));
      }
      SESSIONS.put(tool, timeline.page("main", tool + " " + version(lab, tool)));
    } finally {
      lab.manyhands("stop");
      Lab.until("the engine has ended", () -> !Files.exists(lab.home.resolve("engine.json")));
    }
  }

  private static Map<String, String> environment(ScriptedModel model, Path home) throws Exception {
    Map<String, String> environment = new TreeMap<>();
    for (String tool : List.of("claude", "codex")) {
      ToolSetup setup = ToolSetups.of(tool);
      setup.writeFiles(model, home);
      environment.putAll(setup.environment(model, home));
    }
    // The key that Codex' profile passes on to helpers.
    Path config = home.resolve(".codex/config.toml");
    Files.writeString(config, Files.readString(config).replace("SCRIPTED_KEY", "OPENAI_API_KEY"));
    environment.put("OPENAI_API_KEY", "scripted-key");
    environment.put("PATH", TOOLS + ":" + System.getenv("PATH"));
    return environment;
  }

  /**
   * Codex starts servers with little of its environment, and does not wait for them, unless told.
   */
  private static void passToServers(
      Path config, String tool, Map<String, String> environment, Lab lab) throws Exception {
    if (!tool.equals("codex")) {
      return;
    }
    StringBuilder lines = new StringBuilder("required = true\n[mcp_servers.manyhands.env]\n");
    Map<String, String> all = new TreeMap<>(environment);
    all.put("MANYHANDS_HOME", lab.home.toString());
    all.put("MANYHANDS_BUILD", "never");
    all.forEach((name, value) -> lines.append("%s = '%s'%n".formatted(name, value)));
    Files.writeString(config, lines, StandardOpenOption.APPEND);
  }

  private static String version(Lab lab, String tool) throws Exception {
    return lab.start(List.of(TOOLS + "/" + tool, "--version")).end().out().strip();
  }

  /** {@code -Dregenerate=true} writes the document anew. */
  @AfterAll
  static void writeDocument() throws Exception {
    if (Boolean.getBoolean("regenerate") && SESSIONS.size() == 2) {
      Files.writeString(
          Path.of("..", "docs", "main-agent-session.md"),
          Timeline.HEAD + String.join("\n", SESSIONS.values()));
    }
  }
}
