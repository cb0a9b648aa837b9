package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.testkit.model.Action;
import dev.manyhands.testkit.model.Script;
import dev.manyhands.testkit.model.ScriptedModel;
import dev.manyhands.testkit.model.ToolSetup;
import dev.manyhands.testkit.model.ToolSetups;
import dev.manyhands.testkit.model.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real tools whose agents have {@code mcp: true} leave a note through the server that they are
 * given. Runs in the profile {@code real-agents} only.
 */
@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class HelperServerIT {
  private static final String NOTE = "mcp__manyhands-helper__note";
  private static final List<String> TOOLS =
      List.of("claude", "codex", "opencode", "qwen", "gemini", "claude-agent-acp");

  /** All but codex-acp, which begins without servers that are not ready at once. */
  private static final List<String> AGENTS =
      List.of(
          "claude",
          "codex",
          "codex-exec",
          "opencode",
          "qwen",
          "claude-acp",
          "opencode-acp",
          "gemini-acp",
          "qwen-acp");

  @TempDir Path folder;
  private String told = "";

  private static String definition(String agent) {
    String more =
        switch (agent) {
          case "qwen", "qwen-acp" -> ", arguments: [--auth-type=openai]";
          // Over this channel nobody can tell it to have the server's tools at hand at once.
          case "claude-acp" ->
              ", environment: {set: {ENABLE_TOOL_SEARCH: 'false', MCP_CONNECTION_NONBLOCKING:"
                  + " 'false'}}";
          default -> "";
        };
    return "%s: {extends: %s, mcp: true%s}\n".formatted(agent, agent, more);
  }

  private static Script script(String agent) {
    Map<String, String> words = Map.of("text", "I am " + agent);
    Turn last = Turn.text("It is noted.");
    if (!agent.startsWith("qwen")) {
      return Script.of(agent, calls("*note", words), last);
    }
    return Script.of(
        agent,
        calls("tool_search", Map.of("query", "select:" + NOTE)),
        calls("tool_call", Map.of("name", NOTE, "arguments", words)),
        last);
  }

  private static Turn calls(String tool, Map<String, ?> arguments) {
    return Turn.acts(Action.Call.of(tool, arguments));
  }

  private static String task(String agent) {
    return "  - {id: %s, agent: %s, prompt: \"Leave a note. [[script:%s]]\"}\n"
        .formatted(agent, agent, agent);
  }

  private static String environment(ScriptedModel model, Path home) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    for (String tool : TOOLS) {
      ToolSetup setup = ToolSetups.of(tool);
      setup.writeFiles(model, home);
      all.putAll(setup.environment(model, home));
    }
    all.remove("HOME");
    return all.entrySet().stream()
        .map(each -> "  %s: '%s'\n".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining());
  }

  /** Lets each of some agents do its task, and returns who left a note. */
  private List<String> notesOf(List<String> agents, String permissions) throws Exception {
    Lab lab = new Lab(folder).withFiles(1);
    lab.write(
        ".manyhands/agents/all.yaml",
        agents.stream().map(HelperServerIT::definition).collect(Collectors.joining()));
    Path home = Files.createDirectories(folder.resolve("users-home"));
    String tools = System.getProperty("manyhands.real-agents") + "/bin";
    lab.with(Map.of("HOME", home.toString(), "PATH", tools + ":" + System.getenv("PATH")));
    List<Script> scripts = agents.stream().map(HelperServerIT::script).toList();
    try (ScriptedModel model = ScriptedModel.start(0, scripts, _ -> {})) {
      String plan =
          "version: 1\nconcurrency: 2\npermissions: {%s}\nenv:\n".formatted(permissions)
              + environment(model, home)
              + "defaults: {timeout: 10m, idle: 10m, retries: 0, patience: 1s}\ntasks:\n"
              + agents.stream().map(HelperServerIT::task).collect(Collectors.joining());

      Lab.Ended ended = lab.manyhands("run", lab.plan(plan), "--json");

      told = ended.out() + ended.err();
      return lab.manyhands("events", "latest", "--json")
          .out()
          .lines()
          .filter(line -> line.contains("\"Noted\""))
          .map(line -> line.replaceAll(".*I am ([a-z-]+).*", "$1"))
          .toList();
    }
  }

  @Test
  void whoeverSpeaksTheProtocolCanLeaveANote() throws Exception {
    List<String> notes = notesOf(AGENTS, "");

    assertThat(notes).as(told).containsExactlyInAnyOrderElementsOf(AGENTS);
  }

  /** Servers of the user's own are meant; this one stands for them. */
  @Test
  void whatTheUsersSettingsAllowIsStillThePlansBusiness() throws Exception {
    Path settings = Files.createDirectories(folder.resolve("users-home/.claude"));
    Files.writeString(
        settings.resolve("settings.json"),
        "{\"permissions\": {\"allow\": [\"%s\"]}}".formatted(NOTE));

    List<String> notes =
        notesOf(List.of("claude", "claude-acp"), "deny: ['mcp__manyhands-helper__*']");

    assertThat(notes).as(told).isEmpty();
    assertThat(told).contains("the plan denies it");
  }
}
