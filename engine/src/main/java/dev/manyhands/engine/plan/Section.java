package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Entry;
import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Mapping;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import dev.manyhands.engine.plan.YamlNode.Sequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * One mapping of a plan file, as the readers ask it.
 *
 * <p>A key is known because somebody asks for it, so {@link #refuseUnknown} comes last. What is
 * missing or wrong is empty; what is wrong has been added to the problems.
 */
final class Section {
  /** What other YAML takes for booleans, and no sensible check is called. */
  private static final Set<String> SWITCHES = Set.of("yes", "no", "on", "off", "none");

  private final String what;
  private final Mapping mapping;
  private final Problems problems;
  private final SequencedSet<String> known = new LinkedHashSet<>();

  private Section(String what, Mapping mapping, Problems problems) {
    this.what = what;
    this.mapping = mapping;
    this.problems = problems;
  }

  /**
   * Returns the mapping that a node is, or an empty one.
   *
   * @param what what the node is, with an article: {@code a task}
   * @param example what would be right
   */
  static Section of(YamlNode node, String what, String example, Problems problems) {
    if (node instanceof Mapping mapping) {
      return new Section(what, mapping, problems);
    }
    problems.add(
        node.at(), "%s is a mapping, and this is %s; %s".formatted(what, node.describe(), example));
    return new Section(what, new Mapping(node.at(), new LinkedHashMap<>()), problems);
  }

  /** Returns the section below a key; when there is none, one without keys. */
  Section section(String key, String example) {
    return find(key)
        .map(node -> of(node, quoted(key), "write " + key + ": " + example, problems))
        .orElseGet(
            () -> new Section(key, new Mapping(mapping.at(), new LinkedHashMap<>()), problems));
  }

  Position at() {
    return mapping.at();
  }

  /** Returns where a key's value stands, or where the section begins. */
  Position at(String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.at() : entry.value().at();
  }

  /** Returns where a key stands, or where the section begins. */
  Position atKey(String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.at() : entry.key();
  }

  boolean isMapping(String key) {
    Entry entry = mapping.entries().get(key);
    return entry != null && entry.value() instanceof Mapping;
  }

  boolean isEmpty() {
    return mapping.entries().isEmpty();
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** Returns a key's value; a key without a value is refused. */
  Optional<YamlNode> find(String key) {
    return findAny(key).filter(node -> refuseNull(key, node));
  }

  /** Returns a key's value, which may be null. */
  Optional<YamlNode> findAny(String key) {
    known.add(key);
    return Optional.ofNullable(mapping.entries().get(key)).map(Entry::value);
  }

  private boolean refuseNull(String key, YamlNode node) {
    boolean missing = node instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    if (missing) {
      problems.add(node.at(), "'%s' has no value; write one, or remove the key".formatted(key));
    }
    return !missing;
  }

  Optional<Located<String>> text(String key) {
    return find(key).flatMap(node -> Scalars.text(quoted(key), node, problems));
  }

  /** Returns a text that may be written as a number: an id, a revision. */
  Optional<Located<String>> word(String key) {
    return find(key).flatMap(node -> Scalars.word(quoted(key), node, problems));
  }

  Optional<Integer> integer(String key, int least, int most) {
    return find(key).flatMap(node -> Scalars.integer(quoted(key), node, least, most, problems));
  }

  Optional<Boolean> flag(String key) {
    return find(key).flatMap(node -> Scalars.flag(quoted(key), node, problems));
  }

  Optional<Duration> duration(String key) {
    return find(key).flatMap(node -> Quantities.duration(quoted(key), node, problems));
  }

  Optional<Long> count(String key) {
    return find(key).flatMap(node -> Quantities.count(quoted(key), node, problems));
  }

  Optional<BigDecimal> cost(String key) {
    return find(key).flatMap(node -> Quantities.cost(quoted(key), node, problems));
  }

  /** Returns a program: a list of arguments, or a text for {@code sh -c}. */
  Optional<List<String>> program(String key) {
    return find(key).flatMap(node -> Programs.read(quoted(key), node, problems));
  }

  /**
   * Returns a check: {@code false} and null switch it off.
   *
   * @param common the check when the key is missing
   */
  Optional<List<String>> check(String key, Optional<List<String>> common) {
    Optional<YamlNode> node = findAny(key);
    if (node.isEmpty()) {
      return common;
    }
    if (node.get() instanceof Scalar(Position at, String value, Kind kind)) {
      if (kind == Kind.NULL || (kind == Kind.BOOLEAN && !Boolean.parseBoolean(value))) {
        return Optional.empty();
      }
      if (SWITCHES.contains(value.toLowerCase(Locale.ROOT))) {
        problems.add(at, "'%s' is '%s'; write false for none, or a program".formatted(key, value));
        return Optional.empty();
      }
    }
    return Programs.read(quoted(key), node.get(), problems);
  }

  private static String quoted(String key) {
    return "'" + key + "'";
  }

  /** Returns what to call an item of a list in problems. */
  static String itemOf(String key) {
    return "an item of " + quoted(key);
  }

  /** Returns the items of a list; a value that is no list is the only item. */
  List<YamlNode> items(String key) {
    return find(key)
        .map(node -> node instanceof Sequence list ? list.items() : List.of(node))
        .orElse(List.of());
  }

  /** Returns a list of globs; one glob needs no list. */
  List<Located<String>> globs(String key) {
    return items(key).stream()
        .flatMap(node -> Scalars.text(itemOf(key), node, problems).stream())
        .filter(
            glob -> {
              Optional<String> problem = Globs.problem(glob.value());
              problem.ifPresent(
                  why ->
                      problems.add(
                          glob.at(), "bad glob %s: %s".formatted(Words.quote(glob.value()), why)));
              return problem.isEmpty();
            })
        .toList();
  }

  /** Returns every key and value. */
  Map<String, Entry> entries() {
    return mapping.entries();
  }

  /** Adds a problem for each key that nobody asked for. */
  void refuseUnknown() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(entry.key(), () -> unknown(key));
              }
            });
  }

  private String unknown(String key) {
    return "unknown key %s in %s%s".formatted(Words.quote(key), what, Words.known(key, known));
  }
}
