package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Entry;
import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Mapping;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import dev.manyhands.engine.plan.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A list or mapping that is not complete yet. */
abstract sealed class YamlBuilder {
  private final Position at;
  private final Optional<String> anchor;
  private long weight;

  private YamlBuilder(Position at, Optional<String> anchor) {
    this.at = at;
    this.anchor = anchor;
  }

  Optional<String> anchor() {
    return anchor;
  }

  Position at() {
    return at;
  }

  long weight() {
    return weight;
  }

  /**
   * Adds a node that is complete.
   *
   * @param merges whether it is a plain {@code <<}
   */
  final void add(YamlNode node, long nodeWeight, boolean merges) {
    weight += nodeWeight;
    add(node, merges);
  }

  abstract void add(YamlNode node, boolean merges);

  abstract YamlNode build();

  static final class OfSequence extends YamlBuilder {
    private final List<YamlNode> items = new ArrayList<>();

    OfSequence(Position at, Optional<String> anchor) {
      super(at, anchor);
    }

    @Override
    void add(YamlNode node, boolean merges) {
      items.add(node);
    }

    @Override
    YamlNode build() {
      return new Sequence(at(), items);
    }
  }

  static final class OfMapping extends YamlBuilder {
    /** What stands before a value. */
    private sealed interface Key {
      record Name(Position at, String name) implements Key {}

      record Merge(Position at) implements Key {}

      /** A key that has been refused; its value is dropped. */
      record Refused() implements Key {}
    }

    private final Problems problems;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable YamlNode merged;
    private @Nullable Key key;

    OfMapping(Position at, Optional<String> anchor, Problems problems) {
      super(at, anchor);
      this.problems = problems;
    }

    @Override
    void add(YamlNode node, boolean merges) {
      Key before = key;
      if (before == null) {
        key = merges ? new Key.Merge(node.at()) : key(node);
        return;
      }
      key = null;
      switch (before) {
        case Key.Name name -> put(name, node);
        case Key.Merge merge -> merge(merge, node);
        case Key.Refused _ -> {}
      }
    }

    private Key key(YamlNode node) {
      if (node instanceof Scalar(Position at, String value, Kind kind) && kind == Kind.TEXT) {
        return new Key.Name(at, value);
      }
      String help =
          node instanceof Scalar ? "put it in quotes" : "put a text with braces in quotes";
      problems.add(
          node.at(), "a key must be a text, and this is %s; %s".formatted(node.describe(), help));
      return new Key.Refused();
    }

    private void put(Key.Name key, YamlNode value) {
      Entry before = entries.putIfAbsent(key.name(), new Entry(key.at(), value));
      if (before != null) {
        problems.add(
            key.at(),
            "the key %s stands in line %d already; keep one of the two"
                .formatted(Words.quote(key.name()), before.key().line()));
      }
    }

    private void merge(Key.Merge key, YamlNode value) {
      if (merged != null) {
        problems.add(key.at(), "the key '<<' stands here twice; write <<: [*first, *second]");
      }
      merged = value;
    }

    @Override
    YamlNode build() {
      if (merged instanceof Sequence(Position _, List<YamlNode> sources)) {
        sources.forEach(this::take);
      } else if (merged != null) {
        take(merged);
      }
      return new Mapping(at(), entries);
    }

    /** Takes what a mapping has and this one has not. */
    private void take(YamlNode source) {
      if (source instanceof Mapping(Position _, SequencedMap<String, Entry> others)) {
        others.forEach(entries::putIfAbsent);
      } else {
        problems.add(
            source.at(), "'<<' takes a mapping, and this is %s".formatted(source.describe()));
      }
    }
  }
}
