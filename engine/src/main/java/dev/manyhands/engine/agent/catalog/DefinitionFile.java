package dev.manyhands.engine.agent.catalog;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.profile.Definition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads definitions of subagents as other tools have them. */
final class DefinitionFile {
  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\s*---[ \\t]*\\R(.*?)(?:^|\\R)---[ \\t]*(?:\\R(.*))?", Pattern.DOTALL);

  /** Words for the model that the main agent has. */
  private static final Set<String> NO_MODEL = Set.of("inherit", "default", "auto", "fast");

  /** Names of tools, in the words of several, with which files can be changed. */
  private static final Set<String> CHANGING =
      Set.of("write", "edit", "multiedit", "notebookedit", "bash", "shell", "patch", "task", "*");

  private DefinitionFile() {}

  /**
   * Reads Markdown with front matter; the body is what the helper is told of itself.
   *
   * @param defaultName its name when it gives none
   */
  static Definition markdown(String text, String defaultName) {
    Matcher parts = FRONT_MATTER.matcher(text);
    if (!parts.matches()) {
      throw Values.wrong("it has no front matter between two lines of '---'");
    }
    Values values = Values.yaml(parts.group(1));
    String body = parts.group(2) == null ? "" : parts.group(2).strip();
    boolean toolsAreSwitches = values.map().get("tools") instanceof Map<?, ?>;
    List<String> tools = toolsAreSwitches ? List.of() : values.list("tools");
    boolean looks =
        values.flag("readonly")
            || values.flag("readOnly")
            || values.flag("read-only")
            || values.text("permissionMode").filter("plan"::equals).isPresent()
            || (!tools.isEmpty() && tools.stream().noneMatch(DefinitionFile::changes))
            || (toolsAreSwitches && isOff(values.below("tools"), "false"))
            || isOff(values.below("permission"), "deny");
    return new Definition(
        name(values, defaultName), description(values), body, model(values), tools, looks, false);
  }

  /** Reads what codex has in TOML. */
  static Definition toml(String text, String defaultName) {
    Values values;
    try {
      values = Values.of(new TomlMapper().readValue(text, Map.class));
    } catch (JacksonException e) {
      throw Values.wrong("it is not TOML: " + Values.oneLine(e.getOriginalMessage()));
    }
    return new Definition(
        name(values, defaultName),
        description(values),
        values.text("developer_instructions").or(() -> values.text("instructions")).orElse(""),
        model(values),
        List.of(),
        values.text("sandbox_mode").filter("read-only"::equals).isPresent(),
        false);
  }

  private static AgentName name(Values values, String defaultName) {
    return Values.name(values.text("name").orElse(defaultName));
  }

  private static String description(Values values) {
    return values.text("description").map(Values::oneLine).orElse("");
  }

  private static @Nullable String model(Values values) {
    Optional<String> model = values.text("model").filter(word -> !NO_MODEL.contains(word));
    return model.orElse(null);
  }

  /** A tool may have what it is limited to behind its name: {@code Bash(git *)}. */
  private static boolean changes(String tool) {
    return CHANGING.contains(tool.replaceFirst("\\(.*", "").strip().toLowerCase(Locale.ROOT));
  }

  private static boolean isOff(Values switches, String off) {
    return switches.text("edit").filter(off::equals).isPresent()
        && (off.equals("deny") || switches.text("write").filter(off::equals).isPresent());
  }
}
