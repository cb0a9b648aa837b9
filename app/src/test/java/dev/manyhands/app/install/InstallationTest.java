package dev.manyhands.app.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations of people: what is put in, what stays, and that all of it can be taken back. */
@SuppressWarnings("StringConcatToTextBlock") // Tabs and line ends are what it is about.
class InstallationTest {
  private static final String COMMAND = "/opt/many hands/manyhands";

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void places() throws IOException {
    places =
        new Places(
            Files.createDirectories(folder.resolve("repo")),
            Files.createDirectories(folder.resolve("home")),
            Map.of());
  }

  private void install(Tool tool, Scope scope) {
    Installation.of(tool, scope, places, COMMAND).apply();
  }

  private void uninstall(Tool tool, Scope scope) {
    Installation.reverse(tool, scope, places).apply();
  }

  /** Returns every file with its text. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  @ParameterizedTest
  @CsvSource({
    "CLAUDE, PROJECT, repo/.mcp.json, repo/.claude/skills/manyhands/SKILL.md",
    "CLAUDE, USER, home/.claude.json, home/.claude/skills/manyhands/SKILL.md",
    "CODEX, PROJECT, repo/.codex/config.toml, repo/.agents/skills/manyhands/SKILL.md",
    "CODEX, USER, home/.codex/config.toml, home/.codex/skills/manyhands/SKILL.md",
    "CURSOR, PROJECT, repo/.cursor/mcp.json, repo/.cursor/rules/manyhands.mdc",
    "CURSOR, USER, home/.cursor/mcp.json,",
    "OPENCODE, PROJECT, repo/opencode.json, repo/.opencode/skills/manyhands/SKILL.md",
    "OPENCODE, USER, home/.config/opencode/opencode.json,"
        + " home/.config/opencode/skills/manyhands/SKILL.md",
    "GEMINI, PROJECT, repo/.gemini/settings.json, repo/.gemini/skills/manyhands/SKILL.md",
    "GEMINI, USER, home/.gemini/settings.json, home/.gemini/skills/manyhands/SKILL.md",
  })
  void whereNothingWas(Tool tool, Scope scope, String configuration, String skill)
      throws IOException {
    install(tool, scope);
    Map<String, String> installed = files();
    assertThat(installed.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(configuration, skill).filter(Objects::nonNull).toList());
    assertThat(installed.get(configuration)).contains(COMMAND, "manyhands").endsWith("\n");
    if (skill != null) {
      assertThat(installed.get(skill)).startsWith("---\n").contains("spawn_agents");
    }

    install(tool, scope);
    assertThat(files()).isEqualTo(installed);
    assertThat(Installation.of(tool, scope, places, COMMAND).changes())
        .noneMatch(FileChange::isNeeded);

    uninstall(tool, scope);
    assertThat(files()).isEmpty();
    uninstall(tool, scope);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"mcpServers\": {\n    \"other\": {\"command\": \"x\"}\n  }\n}\n",
        "{\n"
            + "\t\"a\": 1, // why\n"
            + "\t\"mcpServers\": {\n"
            + "\t\t\"other\": {\n"
            + "\t\t\t\"command\": \"x\",\n"
            + "\t\t},\n"
            + "\t},\n"
            + "\t/* end */\n"
            + "}",
        "{\"mcpServers\":{\"other\":{\"command\":\"x\"}},\"b\":[1,2]}",
        "{\r\n"
            + "    \"theme\": \"dark\",\r\n"
            + "    \"mcpServers\": {\r\n"
            + "        \"other\": {}\r\n"
            + "    }\r\n"
            + "}\r\n",
        "// mine\n{\n  \"theme\": \"a \\\" { // no comment\"\n}\n",
        "\uFEFF{\n  \"ü\": \"😀\",\n  \"n\": -1.5e3\n}\n",
        "{\n"
            + "  \"mcpServers\": {\n"
            + "    // nobody yet\n"
            + "    \"a\": true // last\n"
            + "  },\n"
            + "  \"z\": null\n"
            + "}\n",
      })
  void jsonKeepsItsFormAndComesBack(String text) throws IOException {
    Path file = places.project().resolve(".mcp.json");
    Files.writeString(file, text);
    install(Tool.CLAUDE, Scope.PROJECT);
    String installed = Files.readString(file);
    if (text.lines().count() > 1) {
      assertThat(installed.replace(",", "").lines().toList())
          .containsAll(text.replace(",", "").lines().toList());
    }
    assertThat(new JsonText(installed.replace("\uFEFF", ""), "f").find(Tool.CLAUDE.path()))
        .contains(Map.of("type", "stdio", "command", COMMAND, "args", List.of("mcp")));
    assertThat(installed.contains("\r\n")).isEqualTo(text.contains("\r\n"));
    assertThat(installed.replace("\r\n", "").contains("\r")).isFalse();

    install(Tool.CLAUDE, Scope.PROJECT);
    assertThat(Files.readString(file)).isEqualTo(installed);
    uninstall(Tool.CLAUDE, Scope.PROJECT);
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model = \"gpt\"\n\n[mcp_servers.other]\ncommand = \"x\" # why\n",
        "# only a comment",
        "model = \"gpt\"\r\n[a]\r\nb = '''\r\n[mcp_servers.x]\r\n'''\r\n",
        "",
      })
  void tomlKeepsItsFormAndComesBack(String text) throws IOException {
    Path file = Files.createDirectories(places.home().resolve(".codex")).resolve("config.toml");
    Files.writeString(file, text);
    install(Tool.CODEX, Scope.USER);
    String installed = Files.readString(file);
    assertThat(installed).startsWith(text).contains("[mcp_servers.manyhands]");
    install(Tool.CODEX, Scope.USER);
    assertThat(Files.readString(file)).isEqualTo(installed);
    uninstall(Tool.CODEX, Scope.USER);
    if (!text.isEmpty()) {
      assertThat(Files.readString(file)).isEqualTo(text);
    }
  }

  @Test
  void whatWasPutIntoTheMiddleIsTakenBackFromThere() throws IOException {
    Path file = places.project().resolve(".mcp.json");
    Files.writeString(file, "{\n  \"mcpServers\": {\n    \"a\": {}\n  }\n}\n");
    install(Tool.CLAUDE, Scope.PROJECT);
    // Somebody adds a server behind ours.
    String more = Files.readString(file).replace("    }\n  }\n", "    },\n    \"b\": {}\n  }\n");
    Files.writeString(file, more);
    uninstall(Tool.CLAUDE, Scope.PROJECT);
    assertThat(Files.readString(file))
        .isEqualTo("{\n  \"mcpServers\": {\n    \"a\": {},\n    \"b\": {}\n  }\n}\n");
  }

  @Test
  void aMovedProgramIsFollowed() throws IOException {
    Installation.of(Tool.GEMINI, Scope.USER, places, "/old/manyhands").apply();
    install(Tool.GEMINI, Scope.USER);
    assertThat(files().get("home/.gemini/settings.json")).contains(COMMAND).doesNotContain("/old");
    Installation.of(Tool.CODEX, Scope.USER, places, "/old/manyhands").apply();
    install(Tool.CODEX, Scope.USER);
    assertThat(files().get("home/.codex/config.toml")).contains(COMMAND).doesNotContain("/old");
  }

  @Test
  void entriesOfOthersStay() throws IOException {
    Path json = places.project().resolve(".mcp.json");
    Files.writeString(
        json, "{\"mcpServers\": {\"manyhands\": {\"url\": \"http://localhost:1/\"}}}");
    Path toml = Files.createDirectories(places.home().resolve(".codex")).resolve("config.toml");
    Files.writeString(toml, "[mcp_servers.manyhands]\ncommand = \"mine\"\n");
    Map<String, String> before = files();
    for (Tool tool : new Tool[] {Tool.CLAUDE, Tool.CODEX}) {
      Installation installation = Installation.of(tool, tool.usualScope(), places, COMMAND);
      assertThat(installation.remarks()).singleElement().asString().contains("stays as it is");
      installation.apply();
      uninstall(tool, tool.usualScope());
    }
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aTextThatSomebodyChangedIsTheirs() throws IOException {
    install(Tool.CLAUDE, Scope.PROJECT);
    Path skill = places.project().resolve(".claude/skills/manyhands/SKILL.md");
    Files.writeString(skill, Files.readString(skill).replace("Three to ten", "Two"));
    String mine = Files.readString(skill);
    install(Tool.CLAUDE, Scope.PROJECT);
    assertThat(Files.readString(skill)).isEqualTo(mine);
    uninstall(Tool.CLAUDE, Scope.PROJECT);
    assertThat(files()).containsOnlyKeys("repo/.claude/skills/manyhands/SKILL.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "hello", "{\"mcpServers\": 7}", "{} {}"})
  void whatCannotBeReadIsLeftAlone(String text) throws IOException {
    Path file = places.project().resolve(".mcp.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> install(Tool.CLAUDE, Scope.PROJECT)).hasMessageContaining(".mcp.json");
    assertThat(files()).containsExactly(Map.entry("repo/.mcp.json", text));
  }

  @Test
  void linksStayLinksAndPermissionsStay() throws IOException {
    Path real = folder.resolve("dotfiles.json");
    Files.writeString(real, "{\n  \"secret\": 1\n}\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
    Path link = places.home().resolve(".claude.json");
    Files.createSymbolicLink(link, real);
    install(Tool.CLAUDE, Scope.USER);
    assertThat(link).isSymbolicLink();
    assertThat(real).content().contains("manyhands");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void thePrintedDifferenceIsWhatIsAdded(Tool tool) {
    for (FileChange change : Installation.of(tool, tool.usualScope(), places, COMMAND).changes()) {
      assertThat(change.difference().lines()).allMatch(line -> line.startsWith("+ "));
    }
  }
}
