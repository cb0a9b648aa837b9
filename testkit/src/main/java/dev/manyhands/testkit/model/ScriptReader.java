package dev.manyhands.testkit.model;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.engine.plan.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;

/**
 * Reads scripts as YAML: {@code scripts}, a map of names to lists of turns. What is unknown or
 * malformed is a {@link ManyhandsException} of kind CONFIG that names its place.
 */
final class ScriptReader {
  private static final Set<String> TURN =
      Set.of(
          "delay", "pace", "fail", "text", "write", "read", "edit", "shell", "call", "do", "usage");
  private static final List<String> ACTIONS = List.of("write", "read", "edit", "shell", "call");

  private final String place;
  private final JsonNode node;

  private ScriptReader(String place, JsonNode node) {
    this.place = place;
    this.node = node;
  }

  static List<Script> read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  static List<Script> parse(String source, String yaml) {
    Object tree;
    try {
      tree = new Load(LoadSettings.builder().setLabel(source).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new ManyhandsException(Kind.CONFIG, source + " is not YAML: " + e.getMessage(), "", e);
    }
    ScriptReader root = new ScriptReader(source, Json.tree(tree));
    root.expectMembers(Set.of("scripts"));
    List<Script> scripts = new ArrayList<>();
    ScriptReader all = root.member("scripts");
    for (Map.Entry<String, JsonNode> script : all.expectObject().properties()) {
      List<Turn> turns = new ArrayList<>();
      for (ScriptReader turn : all.member(script.getKey()).items()) {
        turns.add(turn.turn());
      }
      try {
        scripts.add(new Script(script.getKey(), turns));
      } catch (IllegalArgumentException e) {
        throw all.wrong(e.getMessage());
      }
    }
    return scripts;
  }

  private Turn turn() {
    expectMembers(TURN);
    List<Part> parts = new ArrayList<>(parts());
    if (has("do")) {
      for (ScriptReader part : member("do").items()) {
        part.expectMembers(Set.of("text", "write", "read", "edit", "shell", "call"));
        parts.addAll(part.parts());
      }
    }
    return new Turn(
        optional("delay").map(ScriptReader::duration).orElse(Duration.ZERO),
        optional("pace").map(ScriptReader::duration).orElse(Duration.ZERO),
        optional("fail").map(ScriptReader::failure),
        parts,
        optional("usage").map(ScriptReader::usage));
  }

  /** Returns the text first, then the actions in the order of the list of all actions. */
  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (has("text")) {
      parts.add(new Part.Text(member("text").text()));
    }
    for (String action : ACTIONS) {
      if (has(action)) {
        parts.add(new Part.Act(member(action).action(action)));
      }
    }
    return parts;
  }

  private Action action(String kind) {
    return switch (kind) {
      case "write" -> {
        expectMembers(Set.of("path", "content"));
        yield new Action.Write(member("path").text(), member("content").text());
      }
      case "read" -> new Action.Read(text());
      case "edit" -> {
        expectMembers(Set.of("path", "old", "new"));
        yield new Action.Edit(member("path").text(), member("old").text(), member("new").text());
      }
      case "shell" -> new Action.Shell(text());
      default -> call();
    };
  }

  private Action call() {
    SequencedMap<String, JsonNode> choices = new LinkedHashMap<>();
    expectObject().properties().forEach(each -> choices.put(each.getKey(), each.getValue()));
    if (choices.isEmpty()) {
      throw wrong("name at least one tool");
    }
    return new Action.Call(choices);
  }

  private Failure failure() {
    if (node.isInt() || node.isString()) {
      return new Failure(fault(node.isInt() ? "status" : text(), this), 1);
    }
    expectMembers(Set.of("kind", "status", "retry-after", "for", "times", "among"));
    String kind = has("status") ? "status" : member("kind").text();
    int times =
        optional("times").map(each -> each.node.isInt() ? each.number() : each.always()).orElse(1);
    if (times < 1) {
      throw wrong("'times' is at least 1, or 'always'");
    }
    return new Failure(
        fault(kind, has("status") ? member("status") : this),
        times,
        optional("among").map(ScriptReader::among).orElse(Failure.Among.ONE_CONVERSATION));
  }

  private Failure.Among among() {
    return switch (text()) {
      case "one" -> Failure.Among.ONE_CONVERSATION;
      case "all" -> Failure.Among.ALL_CONVERSATIONS;
      default -> throw wrong("'among' is one or all conversations");
    };
  }

  private Fault fault(String kind, ScriptReader status) {
    Optional<Duration> length =
        node.isObject() ? optional("for").map(ScriptReader::duration) : Optional.empty();
    return switch (kind) {
      case "status" -> {
        int code = status.number();
        if (code < 400 || code > 599) {
          throw status.wrong("an error has a status from 400 to 599, not " + code);
        }
        yield new Fault.Status(
            code,
            node.isObject()
                ? optional("retry-after").map(ScriptReader::duration)
                : Optional.empty());
      }
      case "hang" -> new Fault.Hang(length);
      case "stall" -> new Fault.Stall(length);
      case "refuse" -> new Fault.Refuse();
      case "drop" -> new Fault.Drop();
      case "malformed" -> new Fault.Malformed();
      default ->
          throw wrong(
              "'%s' is no failure; use a status, hang, stall, refuse, drop or malformed"
                  .formatted(kind));
    };
  }

  private Usage usage() {
    expectMembers(Set.of("input", "cached", "output"));
    return new Usage(
        optional("input").map(ScriptReader::number).orElse(0),
        optional("cached").map(ScriptReader::number).orElse(0),
        optional("output").map(ScriptReader::number).orElse(0));
  }

  private int always() {
    if (!text().equals("always")) {
      throw wrong("'times' is a number, or 'always'");
    }
    return Failure.ALWAYS;
  }

  private int number() {
    if (!node.isInt() || node.intValue() < 0) {
      throw wrong("a whole number is needed");
    }
    return node.intValue();
  }

  private String text() {
    if (!node.isString()) {
      throw wrong("a text is needed; put it in quotes");
    }
    return node.stringValue();
  }

  private Duration duration() {
    return DurationText.parse(text())
        .orElseThrow(() -> wrong("a duration is written like 200ms, 2s or 1m30s"));
  }

  private boolean has(String member) {
    return node.has(member);
  }

  private ScriptReader member(String name) {
    JsonNode value = expectObject().path(name);
    if (value.isMissingNode()) {
      throw wrong("'" + name + "' is missing");
    }
    return new ScriptReader(place + "." + name, value);
  }

  private Optional<ScriptReader> optional(String name) {
    return has(name) ? Optional.of(member(name)) : Optional.empty();
  }

  private List<ScriptReader> items() {
    if (!node.isArray()) {
      throw wrong("a list is needed");
    }
    List<ScriptReader> items = new ArrayList<>();
    for (JsonNode item : node) {
      items.add(new ScriptReader(place + "[" + items.size() + "]", item));
    }
    return items;
  }

  private JsonNode expectObject() {
    if (!node.isObject()) {
      throw wrong("a map is needed");
    }
    return node;
  }

  private void expectMembers(Set<String> known) {
    for (String name : expectObject().propertyNames()) {
      if (!known.contains(name)) {
        throw wrong(
            "'" + name + "' is unknown here; known are " + known.stream().sorted().toList());
      }
    }
  }

  private ManyhandsException wrong(@Nullable String problem) {
    return new ManyhandsException(
        Kind.CONFIG, place + ": " + problem, "docs/scripted-model.md says how scripts are written");
  }
}
