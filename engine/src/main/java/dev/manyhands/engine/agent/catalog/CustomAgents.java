package dev.manyhands.engine.agent.catalog;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.profile.Definition;
import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.agent.profile.ProfileReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads agents that users describe for Manyhands: a YAML mapping of names to what is known of each.
 * Beside the keys of profiles there are {@code extends}, another agent to start from; {@code
 * command}, a plain program in place of a tool; and {@code model}, {@code system}, {@code tools},
 * {@code read-only} and {@code mcp}.
 */
final class CustomAgents {
  private static final Set<String> OWN_KEYS =
      Set.of("extends", "command", "model", "system", "tools", "read-only", "mcp");

  private CustomAgents() {}

  /** One agent as it is written. */
  record Written(AgentName name, Values values, String origin) {}

  /** Returns what a text describes, in its order; names that begin with a dot are for anchors. */
  static List<Written> read(String text, String origin) {
    List<Written> written = new ArrayList<>();
    Values.yaml(text)
        .map()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(".")) {
                if (!(value instanceof Map<?, ?> map)) {
                  throw Values.wrong("'%s' is a mapping of keys and values".formatted(name));
                }
                written.add(new Written(Values.name(name), Values.of(map), origin));
              }
            });
    return written;
  }

  /**
   * Makes an agent of what is written.
   *
   * @param others finds the agent that it extends
   */
  static KnownAgent.OfTool resolve(
      Written written, Function<AgentName, Optional<KnownAgent.OfTool>> others) {
    Values values = written.values();
    Map<String, Object> ofProfile = new LinkedHashMap<>(values.map());
    ofProfile.keySet().removeAll(OWN_KEYS);
    if (values.map().containsKey("command")) {
      program(values, ofProfile);
    }
    Profile own = ProfileReader.read(written.name().value(), ofProfile, written.name().value());
    Optional<KnownAgent.OfTool> base =
        values
            .text("extends")
            .map(
                name ->
                    others
                        .apply(Values.name(name))
                        .orElseThrow(
                            () -> Values.wrong("it extends '%s', which is none".formatted(name))));
    Profile profile = base.map(b -> Extension.of(b.profile(), own, ofProfile.keySet())).orElse(own);
    Definition from =
        base.map(KnownAgent.OfTool::definition).orElseGet(() -> Definition.of(profile));
    List<String> tools = values.list("tools");
    Definition definition =
        new Definition(
            written.name(),
            own.description().isEmpty() ? from.description() : own.description(),
            values.text("system").orElse(from.system()),
            values.text("model").orElse(from.modelOrNull()),
            tools.isEmpty() ? from.tools() : tools,
            values.map().containsKey("read-only") ? values.flag("read-only") : from.readOnly(),
            values.map().containsKey("mcp") ? values.flag("mcp") : from.mcp());
    if (definition.mcp() && !profile.takesMcp()) {
      throw Values.wrong("its tool can be given no MCP server; remove 'mcp'");
    }
    return new KnownAgent.OfTool(profile, definition, written.origin(), List.of());
  }

  /** A plain program: a process for each task, whose last line is its message. */
  private static void program(Values values, Map<String, Object> ofProfile) {
    for (String key : List.of("extends", "program", "arguments", "channel", "dialect")) {
      if (values.map().containsKey(key)) {
        throw Values.wrong("'command' and '%s' cannot be together; remove one".formatted(key));
      }
    }
    List<String> argv =
        values.map().get("command") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of("sh", "-c", values.text("command").orElse(""));
    if (argv.isEmpty() || argv.getLast().isBlank()) {
      throw Values.wrong("'command' is empty; name a program, such as [\"make\", \"fix\"]");
    }
    ofProfile.put("program", argv.getFirst());
    ofProfile.put("arguments", argv.subList(1, argv.size()));
  }
}
