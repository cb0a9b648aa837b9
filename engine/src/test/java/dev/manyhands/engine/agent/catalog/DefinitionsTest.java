package dev.manyhands.engine.agent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.profile.Definition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions that users have for other tools. */
class DefinitionsTest {
  @TempDir Path root;

  @Test
  void claudesAreReadFromFoldersWithinFolders() {
    CatalogLab lab =
        new CatalogLab(root)
            .file(
                "repo/.claude/agents/team/reviewer.md",
                """
                ---
                name: code-reviewer
                description: >
                  Reviews code
                  for bugs.
                tools: Read, Grep, Glob
                model: sonnet
                color: green
                ---

                You review code.

                ---
                Be brief.
                """);

    KnownAgent.OfTool agent = lab.agent("code-reviewer");

    assertThat(agent.origin()).isEqualTo(".claude/agents/team/reviewer.md");
    assertThat(agent.profile().name().value()).isEqualTo("claude");
    assertThat(agent.definition())
        .isEqualTo(
            new Definition(
                new AgentName("code-reviewer"),
                "Reviews code for bugs.",
                "You review code.\n\n---\nBe brief.",
                "sonnet",
                List.of("Read", "Grep", "Glob"),
                true,
                false));
    assertThat(lab.warnings()).isEmpty();
  }

  @Test
  void codexHasThemInToml() {
    CatalogLab lab =
        new CatalogLab(root)
            .file(
                "home/.codex/agents/tester.toml",
                """
                description = "Writes tests"
                model = "gpt-5.1-codex"
                sandbox_mode = "read-only"
                developer_instructions = '''
                You write tests.
                '''
                [mcp_servers.x]
                command = "y"
                """);

    KnownAgent.OfTool agent = lab.agent("tester");

    assertThat(agent.origin()).isEqualTo("~/.codex/agents/tester.toml");
    assertThat(agent.profile().name().value()).isEqualTo("codex");
    assertThat(agent.definition().system()).isEqualTo("You write tests.");
    assertThat(agent.definition().model()).contains("gpt-5.1-codex");
    assertThat(agent.definition().readOnly()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"none, claude", "codex, codex", "gemini, gemini", "qwen, qwen"})
  void thoseOfCursorGetTheFirstToolThatIsInstalled(String installed, String tool) {
    CatalogLab lab =
        new CatalogLab(root)
            .tool(installed, "exit 0")
            .tool("pi", "exit 0")
            .file(
                "repo/.cursor/agents/docs.md",
                "---\ndescription: d\nmodel: inherit\nreadonly: true\ntools: [Read]\n---\nWrite.")
            .variable("PATH", root.resolve("bin").toString());
    if (installed.equals("none")) {
      lab.variable("PATH", root.resolve("nowhere").toString());
    }

    KnownAgent.OfTool agent = lab.agent("docs");

    assertThat(agent.profile().name().value()).isEqualTo(tool);
    assertThat(agent.definition().model()).isEmpty();
    assertThat(agent.definition().readOnly()).isTrue();
    assertThat(agent.definition().tools()).as("of another tool").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tools: {write: false, edit: false} | true",
        "tools: {write: false} | false",
        "'permission: {edit: deny, bash: ask}' | true",
        "'permission: {edit: allow}' | false",
        "mode: subagent | false"
      })
  void thoseOfOpencodeSayWhatTheyMayDo(String key, boolean readOnly) {
    CatalogLab lab =
        new CatalogLab(root)
            .file("repo/.opencode/agents/helper.md", "---\n" + key + "\n---\nHelp.");

    assertThat(lab.warnings()).isEmpty();
    assertThat(lab.agent("helper").profile().name().value()).isEqualTo("opencode");
    assertThat(lab.agent("helper").definition().readOnly()).isEqualTo(readOnly);
  }

  @Test
  void brokenOnesAreNamedAndTheOthersWork() {
    CatalogLab lab =
        new CatalogLab(root)
            .file("repo/.claude/agents/a-none.md", "Just text.")
            .file("repo/.claude/agents/b-open.md", "---\nname: x\n")
            .file("repo/.claude/agents/c-yaml.md", "---\nname: [\n---\nText.")
            .file("repo/.claude/agents/d-name.md", "---\nname: \"a\\nb\"\n---\nText.")
            .file("repo/.claude/agents/e-large.md", "x".repeat(1 << 21))
            .file("repo/.claude/agents/f-list.md", "---\n- a\n---\nText.")
            .file("repo/.claude/agents/good.md", "---\nname: good\n---\nText.")
            .file("repo/.claude/agents/README.md", "What these are.")
            .file("repo/.codex/agents/g.toml", "name = ")
            .file("repo/.manyhands/agents/h.yaml", "mine: {chanel: acp}\nother: 5")
            .file("repo/.manyhands/agents/i.yaml", "wrong: {extends: nobody}\nright: {}");

    assertThat(lab.agent("good").definition().system()).isEqualTo("Text.");
    assertThat(lab.agent("right")).isNotNull();
    assertThat(lab.warnings())
        .satisfiesExactlyInAnyOrder(
            w -> assertThat(w).startsWith(".claude/agents/a-none.md: it has no front matter"),
            w -> assertThat(w).startsWith(".claude/agents/b-open.md: it has no front matter"),
            w -> assertThat(w).startsWith(".claude/agents/c-yaml.md: it is not YAML"),
            w -> assertThat(w).startsWith(".claude/agents/d-name.md: 'a b' cannot be the name"),
            w -> assertThat(w).startsWith(".claude/agents/e-large.md").endsWith("than 1 MiB"),
            w -> assertThat(w).startsWith(".claude/agents/f-list.md: a mapping"),
            w -> assertThat(w).startsWith(".codex/agents/g.toml: it is not TOML"),
            w -> assertThat(w).startsWith(".manyhands/agents/h.yaml: 'other' is a mapping"),
            w ->
                assertThat(w)
                    .isEqualTo(
                        ".manyhands/agents/i.yaml: wrong: it extends 'nobody', which is none"));
  }
}
