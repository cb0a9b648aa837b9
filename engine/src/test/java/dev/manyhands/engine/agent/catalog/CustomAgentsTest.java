package dev.manyhands.engine.agent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.profile.Channel;
import dev.manyhands.engine.agent.profile.Slot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that users describe for Manyhands, and the order of all. */
class CustomAgentsTest {
  private static final String YAML = "repo/.manyhands/agents/mine.yaml";

  @TempDir Path root;

  @Test
  void aPlainProgramIsEnough() {
    CatalogLab lab =
        new CatalogLab(root)
            .file(YAML, "script: {description: Mine, command: [python3, agent.py, --fast]}");

    KnownAgent.OfTool agent = lab.agent("script");

    assertThat(agent.description()).isEqualTo("Mine");
    assertThat(agent.profile().program()).isEqualTo("python3");
    assertThat(agent.profile().arguments().fill(Map.of())).containsExactly("agent.py", "--fast");
    assertThat(agent.profile().channel()).isEqualTo(new Channel.OneShot(Channel.Dialect.TEXT));
  }

  @Test
  void aTextIsOneForTheShell() {
    CatalogLab lab =
        new CatalogLab(root).file(YAML, "script: {command: 'cat \"$MANYHANDS_PROMPT_FILE\"'}");

    KnownAgent.OfTool agent = lab.agent("script");

    assertThat(agent.profile().program()).isEqualTo("sh");
    assertThat(agent.profile().arguments().fill(Map.of()))
        .containsExactly("-c", "cat \"$MANYHANDS_PROMPT_FILE\"");
  }

  @Test
  void aPathIsOneFromTheRepositorysRoot() {
    CatalogLab lab =
        new CatalogLab(root)
            .file(
                YAML, "own: {command: [tools/agent.sh]}\nbase: {program: /bin/agent, extends: pi}");

    assertThat(lab.agent("own").profile().program())
        .isEqualTo(root.resolve("repo/tools/agent.sh").toString());
    assertThat(lab.agent("base").profile().program()).isEqualTo("/bin/agent");
  }

  @Test
  void oneExtendsAnotherWithItsOwnParticulars() {
    CatalogLab lab =
        new CatalogLab(root)
            .file(
                YAML,
                """
                fast:
                  extends: claude
                  model: haiku
                  arguments: [--max-turns=5]
                  environment: {set: {A: b}, pass: [C]}
                faster: {extends: fast, system: Hurry., read-only: true, description: In a hurry, mcp: true}
                exec: {extends: codex-exec, arguments: [-c, a=b]}
                """);

    KnownAgent.OfTool faster = lab.agent("faster");
    assertThat(faster.definition().model()).contains("haiku");
    assertThat(faster.definition().system()).isEqualTo("Hurry.");
    assertThat(faster.definition().readOnly()).isTrue();
    assertThat(faster.definition().mcp()).isTrue();
    assertThat(lab.agent("fast").definition().mcp()).isFalse();
    assertThat(faster.description()).isEqualTo("In a hurry");
    assertThat(faster.profile().program()).isEqualTo("claude");
    assertThat(faster.profile().channel()).isEqualTo(Channel.Live.STREAM_JSON);
    assertThat(faster.profile().provider()).isEqualTo("anthropic");
    assertThat(faster.profile().arguments().fill(Map.of(Slot.MODEL, "haiku")))
        .contains("--model=haiku")
        .endsWith("--max-turns=5");
    assertThat(faster.profile().environment().set()).containsEntry("A", "b");
    assertThat(faster.profile().environment().pass()).contains("C", "ANTHROPIC_*");
    assertThat(lab.agent("exec").profile().arguments().fill(Map.of(Slot.SESSION, "s")))
        .as("options stand in front of what is none")
        .endsWith("-c", "a=b", "s", "-");
  }

  @Test
  void theFirstOfANameCountsAndSaysWhatItHides() {
    CatalogLab lab =
        new CatalogLab(root)
            .file(YAML, "claude: {extends: claude, model: opus}\ncommand: {command: x}")
            .file("home/.config/manyhands/agents/all.yml", "claude: {command: [mine]}\nown: {}")
            .file("repo/.claude/agents/own.md", "---\nname: own\n---\nA")
            .file("repo/.claude/agents/codex.md", "---\nname: codex\n---\nA")
            .file("home/.claude/agents/both.md", "---\nname: both\n---\nhome")
            .file("repo/.agents/agents/both.md", "---\nname: both\n---\nrepository");

    assertThat(lab.agent("claude").definition().model()).contains("opus");
    assertThat(lab.agent("claude").profile().program()).as("of the one it hides").isEqualTo("mine");
    assertThat(lab.agent("claude").origin()).isEqualTo(".manyhands/agents/mine.yaml");
    assertThat(lab.agent("claude").hides())
        .containsExactly("~/.config/manyhands/agents/all.yml", "built-in");
    assertThat(lab.agent("own").hides()).containsExactly(".claude/agents/own.md");
    assertThat(lab.agent("codex").origin()).isEqualTo("built-in");
    assertThat(lab.agent("both").definition().system()).isEqualTo("repository");
    assertThat(lab.catalog().found().agents().get(AgentName.COMMAND))
        .isInstanceOf(KnownAgent.Own.class);
  }

  @Test
  void circlesAndContradictionsAreRefused() {
    CatalogLab lab =
        new CatalogLab(root)
            .file(
                YAML,
                """
                a: {extends: b}
                b: {extends: a}
                c: {command: [x], extends: claude}
                d: {command: []}
                e: {extends: pi, mcp: true}
                """);

    assertThat(lab.warnings())
        .containsExactly(
            ".manyhands/agents/mine.yaml: a: agents extend each other in a circle",
            ".manyhands/agents/mine.yaml: b: agents extend each other in a circle",
            ".manyhands/agents/mine.yaml: c: 'command' and 'extends' cannot be together;"
                + " remove one",
            ".manyhands/agents/mine.yaml: d: 'command' is empty; name a program, such as"
                + " [\"make\", \"fix\"]",
            ".manyhands/agents/mine.yaml: e: its tool can be given no MCP server; remove 'mcp'");
    assertThat(lab.catalog().names()).doesNotContain(new AgentName("a"), new AgentName("d"));
  }

  @Test
  void settingsMayBeElsewhere() {
    CatalogLab lab =
        new CatalogLab(root)
            .variable("XDG_CONFIG_HOME", root.resolve("home/conf").toString())
            .file("home/conf/manyhands/agents/x.yaml", "mine: {arguments: ['{prompt}']}");

    assertThat(lab.agent("mine").origin()).isEqualTo("~/conf/manyhands/agents/x.yaml");
    assertThat(List.copyOf(lab.catalog().names())).contains(new AgentName("mine"));
  }
}
