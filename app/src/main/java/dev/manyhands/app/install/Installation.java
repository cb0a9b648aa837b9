package dev.manyhands.app.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is done to the configuration of one tool. Doing it twice is doing it once.
 *
 * @param changes of files; some may not be needed
 * @param remarks what a person should know
 */
public record Installation(List<FileChange> changes, List<String> remarks) {
  private static final Pattern TOOLS = Pattern.compile("manyhands|skills|rules|\\.[a-z]+");

  /**
   * Returns what tells a tool of Manyhands.
   *
   * @param command starts Manyhands
   */
  public static Installation of(Tool tool, Scope scope, Places places, String command) {
    List<FileChange> changes = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    Path file = tool.configuration(scope, places);
    Optional<String> before = FileChange.read(file);
    changes.add(new FileChange(file, before, registered(tool, file, before, command, remarks)));
    tool.skill(scope, places)
        .ifPresent(
            skill -> {
              Optional<String> there = FileChange.read(skill);
              if (there.isPresent() && !SkillText.isUntouched(there.get())) {
                remarks.add("%s is not as it was written; it stays as it is".formatted(skill));
              } else {
                changes.add(new FileChange(skill, there, Optional.of(SkillText.of(tool))));
              }
            });
    return new Installation(changes, remarks);
  }

  private static Optional<String> registered(
      Tool tool, Path file, Optional<String> before, String command, List<String> remarks) {
    if (tool == Tool.CODEX) {
      TomlText toml = new TomlText(before.orElse(""), file.toString());
      if (toml.hasEntryOfOthers()) {
        remarks.add("%s has an entry 'manyhands' already; it stays as it is".formatted(file));
        return before;
      }
      String after = toml.with(command);
      return Optional.of(before.isEmpty() ? after.stripLeading() : after);
    }
    ObjectNode entry = tool.entry(command);
    if (before.isEmpty() || before.get().isBlank()) {
      return Optional.of(new JsonText("{}", file.toString()).with(tool.path(), entry) + "\n");
    }
    JsonText json = new JsonText(withoutMark(before.get()), file.toString());
    Optional<Object> there = json.find(tool.path());
    Map<?, ?> ours = JsonMapper.shared().convertValue(entry, Map.class);
    if (there.isPresent() && !there.get().equals(ours)) {
      boolean movedOnly =
          there.get() instanceof Map<?, ?> map && map.keySet().equals(ours.keySet());
      if (!movedOnly || !isOurs(there.get())) {
        remarks.add("%s has an entry 'manyhands' already; it stays as it is".formatted(file));
        return before;
      }
    }
    return there.isPresent() && there.get().equals(ours)
        ? before
        : Optional.of(mark(before.get()) + json.with(tool.path(), entry));
  }

  /** Returns what takes it back. */
  public static Installation reverse(Tool tool, Scope scope, Places places) {
    List<FileChange> changes = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    Path file = tool.configuration(scope, places);
    Optional<String> before = FileChange.read(file);
    before.ifPresent(
        text -> changes.add(new FileChange(file, before, removed(tool, file, text, remarks))));
    tool.skill(scope, places)
        .ifPresent(
            skill -> {
              Optional<String> there = FileChange.read(skill);
              if (there.isPresent() && SkillText.isUntouched(there.get())) {
                changes.add(new FileChange(skill, there, Optional.empty()));
              } else if (there.isPresent()) {
                remarks.add("%s is not as it was written; it stays as it is".formatted(skill));
              }
            });
    return new Installation(changes, remarks);
  }

  private static Optional<String> removed(
      Tool tool, Path file, String before, List<String> remarks) {
    if (tool == Tool.CODEX) {
      String after = new TomlText(before, file.toString()).without();
      // A file that has nothing else was made for our table.
      return after.isEmpty() && !before.isEmpty() ? Optional.empty() : Optional.of(after);
    }
    if (before.isBlank()) {
      return Optional.of(before);
    }
    JsonText json = new JsonText(withoutMark(before), file.toString());
    Optional<Object> there = json.find(tool.path());
    if (there.isEmpty()) {
      return Optional.of(before);
    }
    if (!isOurs(there.get())) {
      remarks.add(
          "the entry 'manyhands' in %s does not start Manyhands; it stays as it is"
              .formatted(file));
      return Optional.of(before);
    }
    String after = json.without(tool.path());
    return JsonText.isEmpty(after) ? Optional.empty() : Optional.of(mark(before) + after);
  }

  /** Says whether an entry starts 'manyhands mcp'. */
  private static boolean isOurs(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      return false;
    }
    String command = Objects.toString(map.get("command"), "");
    String arguments = Objects.toString(map.get("args"), "");
    return (command + " " + arguments).contains("manyhands")
        && (command + " " + arguments).matches("(?s).*\\bmcp\\b.*");
  }

  private static String mark(String text) {
    return text.startsWith("\uFEFF") ? "\uFEFF" : "";
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Does it; folders that are empty then go as well. */
  public void apply() {
    for (FileChange change : changes) {
      change.apply();
      if (change.isNeeded() && change.after().isEmpty()) {
        removeEmpty(change.file().getParent());
      }
    }
  }

  /** Removes what is named by a tool, never a repository or a home. */
  private static void removeEmpty(@Nullable Path folder) {
    Path at = folder;
    try {
      while (at != null && TOOLS.matcher(String.valueOf(at.getFileName())).matches()) {
        Files.delete(at);
        at = at.getParent();
      }
    } catch (IOException e) {
      return; // Not empty.
    }
  }
}
