package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.testkit.model.Action;
import dev.manyhands.testkit.model.Script;
import dev.manyhands.testkit.model.ScriptedModel;
import dev.manyhands.testkit.model.ToolSetup;
import dev.manyhands.testkit.model.ToolSetups;
import dev.manyhands.testkit.model.Turn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From the launcher to a real coding tool and back, with a scripted model behind it. Runs in the
 * profile {@code real-agents} only.
 */
@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class RealAgentsIT {
  private static final Script SCRIPT_A =
      Script.of("a", Turn.acts(new Action.Write("a.txt", "A\n")), Turn.text("A is written."));
  private static final Script SCRIPT_B =
      Script.of("b", Turn.acts(new Action.Write("b.txt", "B\n")), Turn.text("B is written."));

  private static Map<String, String> environment(ScriptedModel model, Path home) throws Exception {
    ToolSetup setup = ToolSetups.of("claude");
    setup.writeFiles(model, home);
    Map<String, String> environment = new HashMap<>(setup.environment(model, home));
    String tools = System.getProperty("manyhands.real-agents") + "/bin";
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    return environment;
  }

  @Test
  void twoTasksOfClaudeBecomeOneCommit(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(2);
    Path home = Files.createDirectories(folder.resolve("users-home"));
    lab.write(
        ".claude/agents/writer.md",
        "---\nname: writer\ndescription: Writes files\n---\nYou write files.\n");
    String plan =
        lab.plan(
            """
            version: 1
            name: real
            agent: claude
            concurrency: 2
            tasks:
              - {id: a, prompt: "Write A. [[script:a]]"}
              - {id: b, prompt: "Write B. [[script:b]]", agent: writer}
            """);
    try (ScriptedModel model = ScriptedModel.start(SCRIPT_A, SCRIPT_B)) {
      Map<String, String> environment = environment(model, home);

      Lab.Ended listed = lab.with(environment).manyhands("agents", "--json");
      Lab.Ended ended = lab.with(environment).manyhands("run", plan, "--json");

      assertThat(listed.out()).contains("\"writer\"", ".claude/agents/writer.md");
      assertThat(ended.exitCode()).as("%s%n%s", ended.err(), ended.out()).isZero();
      JsonNode report = ended.json();
      assertThat(report.get("status").stringValue()).isEqualTo("succeeded");
      String result = report.get("result").get("commit").stringValue();
      assertThat(lab.git("show", result + ":a.txt")).isEqualTo("A");
      assertThat(lab.git("show", result + ":b.txt")).isEqualTo("B");
      assertThat(lab.git("rev-list", "--count", "main.." + result)).isEqualTo("1");
      assertThat(Lab.task(report, "a").get("result").stringValue()).isEqualTo("A is written.");
      JsonNode usage = report.get("usage");
      assertThat(usage.get("inputTokens").longValue()).isPositive();
      assertThat(usage.get("outputTokens").longValue()).isPositive();
      assertThat(usage.get("costUsd").decimalValue()).isPositive();
    }
  }

  @Test
  void whoeverIsNotLoggedInIsToldBeforeAnythingStarts(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(1);
    Path home = Files.createDirectories(folder.resolve("users-home"));
    String plan = lab.plan("version: 1\nagent: claude\ntasks: [{id: a, prompt: \"Write A.\"}]\n");
    try (ScriptedModel model = ScriptedModel.start(SCRIPT_A)) {
      Map<String, String> environment = environment(model, home);
      environment.put("ANTHROPIC_API_KEY", "");

      Lab.Ended ended = lab.with(environment).manyhands("run", plan);

      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
      assertThat(ended.err()).contains("the agent 'claude' cannot work").contains("claude /login");
      assertThat(model.requests()).isEmpty();
      assertThat(lab.manyhands("list").out()).doesNotContain("running");
    }
  }
}
