package dev.manyhands.engine.plan;

import java.util.List;
import java.util.SequencedMap;

/**
 * A value of a YAML or JSON file, with its place.
 *
 * <p>Aliases and merge keys are resolved: a node may be part of several others, but never of
 * itself. The lists and maps are not copied, since large plans have many.
 */
sealed interface YamlNode {
  Position at();

  /** Returns what this is, for a message: {@code a list}, {@code the number 5}. */
  String describe();

  /** Returns the same value as if it stood where an alias of it stands. */
  YamlNode movedTo(Position place);

  /** What the core schema of YAML 1.2 makes of a scalar; whatever is quoted is a text. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }

  /**
   * A single value.
   *
   * @param value as written, without quotes
   */
  record Scalar(Position at, String value, Kind kind) implements YamlNode {
    @Override
    public String describe() {
      return switch (kind) {
        case TEXT -> value.isEmpty() ? "an empty text" : "the text " + Words.quote(value);
        case INTEGER, DECIMAL -> "the number " + Words.shorten(value);
        case BOOLEAN -> "the boolean " + value;
        case NULL -> "nothing";
      };
    }

    @Override
    public Scalar movedTo(Position place) {
      return new Scalar(place, value, kind);
    }
  }

  /** A list. */
  record Sequence(Position at, List<YamlNode> items) implements YamlNode {
    @Override
    public String describe() {
      return "a list";
    }

    @Override
    public Sequence movedTo(Position place) {
      return new Sequence(place, items);
    }
  }

  /** A mapping, in the order of the file. */
  record Mapping(Position at, SequencedMap<String, Entry> entries) implements YamlNode {
    @Override
    public String describe() {
      return "a mapping";
    }

    @Override
    public Mapping movedTo(Position place) {
      return new Mapping(place, entries);
    }
  }

  /**
   * One key's value in a mapping.
   *
   * @param key where the key stands
   */
  record Entry(Position key, YamlNode value) {}
}
