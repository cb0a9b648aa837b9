package dev.manyhands.engine.agent.profile;

import dev.manyhands.core.ManyhandsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One mapping of a profile, as its readers ask it. A key is known because somebody asks for it, so
 * {@link #refuseUnknown} comes last.
 */
final class Keys {
  private final Map<String, Object> values;
  private final String where;
  private final Set<String> known = new LinkedHashSet<>();

  private Keys(Map<String, Object> values, String where) {
    this.values = values;
    this.where = where;
  }

  static Keys of(Object value, String where) {
    if (!(value instanceof Map<?, ?> map)) {
      throw problem(where, "a mapping is wanted here");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          if (item != null) {
            values.put(String.valueOf(key), item);
          }
        });
    return new Keys(values, where);
  }

  Set<String> names() {
    return values.keySet();
  }

  Keys section(String key) {
    known.add(key);
    return below(key, values.getOrDefault(key, Map.of()));
  }

  Keys below(String key, Object value) {
    return of(value, where + ": " + key);
  }

  String text(String key, String otherwise) {
    known.add(key);
    Object value = values.get(key);
    return value == null ? otherwise : scalar(key, value).strip();
  }

  boolean flag(String key) {
    String text = text(key, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(key, "it is true or false");
    }
    return text.equals("true");
  }

  /** Returns a key that is a number. */
  int number(String key) {
    try {
      return Integer.parseInt(key);
    } catch (NumberFormatException e) {
      throw wrong(key, "it is a number");
    }
  }

  <E extends Enum<E>> E word(String key, Class<E> type, String otherwise) {
    String word = text(key, otherwise);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key,
                    "'%s' is none of %s"
                        .formatted(
                            word,
                            Arrays.stream(type.getEnumConstants()).map(Keys::word).toList())));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the items of a list as they are. */
  List<?> items(String key) {
    known.add(key);
    Object value = values.getOrDefault(key, List.of());
    if (!(value instanceof List<?> list)) {
      throw wrong(key, "it is a list");
    }
    return list;
  }

  /** Returns a list of texts; lists within it are taken apart. */
  List<String> list(String key) {
    return texts(key, items(key));
  }

  List<String> texts(String key, List<?> items) {
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof List<?> inner) {
        texts.addAll(texts(key, inner));
      } else {
        texts.add(scalar(key, item));
      }
    }
    return texts;
  }

  /** Returns a mapping of texts. */
  Map<String, String> texts(String key) {
    Keys section = section(key);
    Map<String, String> texts = new LinkedHashMap<>();
    section.values.forEach((name, value) -> texts.put(name, section.scalar(name, value)));
    return texts;
  }

  private String scalar(String key, Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw wrong(key, "it is a text");
    }
    return String.valueOf(value);
  }

  void refuseUnknown() {
    values.keySet().stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw problem(where, "'%s' is not known; known are %s".formatted(key, known));
            });
  }

  ManyhandsException wrong(String key, String why) {
    return problem(where + ": " + key, why);
  }

  private static ManyhandsException problem(String where, String why) {
    return new ManyhandsException(ManyhandsException.Kind.CONFIG, where + ": " + why, "");
  }
}
