package dev.manyhands.testkit.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds among the tools of a request the one that does what a script wants. Names differ between
 * coding tools, and so do those of arguments: the schema decides which of the usual ones is meant.
 */
final class Toolbox {
  private static final List<String> WRITE =
      List.of("Write", "write_file", "write", "create_file", "writeFile");
  private static final List<String> READ =
      List.of("Read", "read_file", "read", "view_file", "readFile");
  private static final List<String> EDIT =
      List.of("Edit", "edit", "replace", "edit_file", "str_replace");
  private static final List<String> SHELL =
      List.of(
          "Bash",
          "bash",
          "shell",
          "shell_command",
          "exec_command",
          "run_shell_command",
          "local_shell",
          "run_command");
  private static final String PATCH = "apply_patch";

  private final List<Tool> tools;
  private final Optional<String> folder;

  Toolbox(Conversation conversation) {
    this.tools = conversation.tools();
    this.folder = conversation.folder();
  }

  /** A tool and what it is given. */
  record Choice(Tool tool, JsonNode arguments) {}

  /** Returns how an action is done, or nothing when the request offers no tool for it. */
  Optional<Choice> choose(Action action) {
    return switch (action) {
      case Action.Write(String path, String content) ->
          first(WRITE)
              .map(
                  tool ->
                      new Arguments(tool)
                          .put(Arguments.PATH, absolute(path))
                          .put(Arguments.CONTENT, content)
                          .choice())
              .or(() -> patch(added(path, content)))
              .or(() -> shell(writing(path, content)));
      case Action.Read(String path) ->
          first(READ)
              .map(tool -> new Arguments(tool).put(Arguments.PATH, absolute(path)).choice())
              .or(() -> shell("cat " + quoted(path)));
      case Action.Edit(String path, String old, String replacement) ->
          first(EDIT)
              .map(
                  tool ->
                      new Arguments(tool)
                          .put(Arguments.PATH, absolute(path))
                          .replacing(old, replacement)
                          .choice())
              .or(() -> patch(updated(path, old, replacement)))
              .or(() -> shell(replacing(path, old, replacement)));
      case Action.Shell(String command) -> shell(command);
      case Action.Call call -> call(call);
    };
  }

  private Optional<Choice> call(Action.Call call) {
    for (Map.Entry<String, JsonNode> choice : call.choices().entrySet()) {
      Optional<Tool> tool = find(choice.getKey());
      if (tool.isPresent()) {
        return tool.map(each -> new Choice(each, choice.getValue()));
      }
    }
    return Optional.empty();
  }

  private Optional<Choice> shell(String command) {
    return first(SHELL).map(tool -> new Arguments(tool).command(command).choice());
  }

  private Optional<Choice> patch(String body) {
    String patch = "*** Begin Patch\n" + body + "*** End Patch\n";
    return find(PATCH)
        .map(
            tool ->
                tool.freeForm()
                    ? new Choice(tool, Json.tree(patch))
                    : new Arguments(tool).put(List.of("input", "patch"), patch).choice());
  }

  private Optional<Tool> first(List<String> names) {
    return names.stream().flatMap(name -> find(name).stream()).findFirst();
  }

  private Optional<Tool> find(String name) {
    return tools.stream()
        .filter(
            tool ->
                name.startsWith("*")
                    ? tool.fullName().endsWith(name.substring(1))
                    : tool.name().equals(name) || tool.fullName().equals(name))
        .findFirst();
  }

  /** Some tools insist on absolute paths. */
  private String absolute(String path) {
    return path.startsWith("/") ? path : folder.map(each -> each + "/" + path).orElse(path);
  }

  private static String added(String path, String content) {
    return "*** Add File: " + path + "\n" + prefixed("+", content);
  }

  private static String updated(String path, String old, String replacement) {
    return "*** Update File: " + path + "\n@@\n" + prefixed("-", old) + prefixed("+", replacement);
  }

  private static String prefixed(String sign, String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().forEach(line -> lines.append(sign).append(line).append('\n'));
    return lines.toString();
  }

  private static String writing(String path, String content) {
    String file = quoted(path);
    return "mkdir -p -- \"$(dirname -- %s)\" && printf %%s %s | base64 -d > %s"
        .formatted(file, base64(content), file);
  }

  private static String replacing(String path, String old, String replacement) {
    return "OLD=$(printf %%s %s | base64 -d) NEW=$(printf %%s %s | base64 -d) perl -0pi -e "
            .formatted(base64(old), base64(replacement))
        + "'s/\\Q$ENV{OLD}\\E/$ENV{NEW}/' -- "
        + quoted(path);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String path) {
    return "'" + path.replace("'", "'\\''") + "'";
  }
}
