package dev.manyhands.engine.agent.catalog;

import dev.manyhands.engine.agent.profile.Definition;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder in which users have definitions of subagents for other tools: in a repository, and in
 * their home.
 *
 * @param path from the repository's root
 * @param homePath from the user's home
 * @param ending of its files
 * @param below whether folders in it are looked into
 * @param tools the tool for its definitions: the first that is installed
 */
record DefinitionFolder(
    String path, String homePath, String ending, boolean below, List<String> tools) {
  private static final List<String> ANY =
      List.of("claude", "codex", "gemini", "opencode", "qwen", "pi");

  /** All of them; what is found in one goes before what is found in a later one. */
  static final List<DefinitionFolder> ALL =
      List.of(
          of(".claude/agents", ".claude/agents", ".md", true, List.of("claude")),
          of(".codex/agents", ".codex/agents", ".toml", false, List.of("codex")),
          of(".cursor/agents", ".cursor/agents", ".md", false, ANY),
          of(".opencode/agents", ".config/opencode/agents", ".md", false, List.of("opencode")),
          of(".agents/agents", ".agents/agents", ".md", false, ANY));

  private static DefinitionFolder of(
      String path, String homePath, String ending, boolean below, List<String> tools) {
    return new DefinitionFolder(path, homePath, ending, below, tools);
  }

  /** Reads one of its files. */
  Definition read(Path file, String text) {
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.length() - ending.length());
    return ending.equals(".toml")
        ? DefinitionFile.toml(text, stem)
        : DefinitionFile.markdown(text, stem);
  }
}
