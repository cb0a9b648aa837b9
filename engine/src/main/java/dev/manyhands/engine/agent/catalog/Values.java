package dev.manyhands.engine.agent.catalog;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.AgentName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A mapping of a definition file, as other tools write them: with more than we know, which is
 * passed over.
 */
record Values(Map<String, Object> map) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/+-]{0,99}");
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(1 << 20).setMaxAliasesForCollections(50).build();

  /** Reads a YAML mapping; an empty text is an empty one. */
  static Values yaml(String text) {
    Object value;
    try {
      value = new Load(SETTINGS).loadFromString(text);
    } catch (YamlEngineException e) {
      throw wrong("it is not YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
    if (value == null) {
      return new Values(Map.of());
    }
    if (value instanceof Map<?, ?> map) {
      return of(map);
    }
    throw wrong("a mapping of keys and values is wanted");
  }

  static Values of(Map<?, ?> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            values.put(String.valueOf(key), value);
          }
        });
    return new Values(values);
  }

  Optional<String> text(String key) {
    return switch (map.get(key)) {
      case null -> Optional.empty();
      case Map<?, ?> _, List<?> _ -> throw wrong("'%s' is a text".formatted(key));
      case Object value -> Optional.of(String.valueOf(value).strip()).filter(t -> !t.isEmpty());
    };
  }

  boolean flag(String key) {
    return text(key).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** Returns a list of texts, which may be written with commas between. */
  List<String> list(String key) {
    return switch (map.get(key)) {
      case null -> List.of();
      case List<?> items -> {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(String.valueOf(item)));
        yield texts;
      }
      case Map<?, ?> _ -> throw wrong("'%s' is a list".formatted(key));
      case Object value ->
          Arrays.stream(String.valueOf(value).split(",", -1))
              .map(String::strip)
              .filter(text -> !text.isEmpty())
              .toList();
    };
  }

  /** Returns a mapping below a key; an empty one where there is none. */
  Values below(String key) {
    return map.get(key) instanceof Map<?, ?> inner ? of(inner) : new Values(Map.of());
  }

  /** Returns a name that plans can use. */
  static AgentName name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          "'%s' cannot be the name of an agent; write letters, digits, '-', '_' and '.'"
              .formatted(oneLine(name)));
    }
    return new AgentName(name);
  }

  /** Returns a text on one line, and not too long for it. */
  static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }

  static ManyhandsException wrong(String why) {
    return new ManyhandsException(Kind.CONFIG, why, "");
  }
}
