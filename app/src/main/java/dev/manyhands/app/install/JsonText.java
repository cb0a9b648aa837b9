package dev.manyhands.app.install;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON text that a person keeps, with their comments and their layout: members are put in and
 * taken out, and every other character stays.
 *
 * @param file for what people are told
 */
record JsonText(String text, String file) {
  private static final String UNIT = "  ";

  /** Returns the value at a path of names; empty when there is none. */
  Optional<Object> find(List<String> path) {
    JsonSpan span = JsonSpan.of(text, file);
    for (String name : path) {
      JsonSpan next = span.membersOrNull() == null ? null : span.membersOrNull().get(name);
      if (next == null) {
        return Optional.empty();
      }
      span = next;
    }
    return Optional.of(JsonSpan.value(text.substring(span.start(), span.end())));
  }

  /**
   * Returns the text with a value at a path, where there is none yet or another one.
   *
   * @throws ManyhandsException if something on the way is not an object
   */
  String with(List<String> path, ObjectNode value) {
    JsonSpan span = JsonSpan.of(text, file);
    int depth = 0;
    while (depth < path.size()) {
      SequencedMap<String, JsonSpan> members = span.membersOrNull();
      if (members == null) {
        throw new ManyhandsException(
            Kind.CONFIG,
            "'%s' in %s is not an object".formatted(String.join(".", path.subList(0, depth)), file),
            "mend it first; nothing was changed");
      }
      JsonSpan next = members.get(path.get(depth));
      if (next == null) {
        return insert(span, depth, path.get(depth), nested(path, depth + 1, value));
      }
      span = next;
      depth++;
    }
    boolean oneLine = !text.substring(span.start(), span.end()).contains("\n");
    String fresh = oneLine ? compact(value) : pretty(value, indentAt(span.nameStart(), depth));
    return text.substring(0, span.start()) + fresh + text.substring(span.end());
  }

  private static JsonNode nested(List<String> path, int from, ObjectNode value) {
    JsonNode node = value;
    for (int i = path.size() - 1; i >= from; i--) {
      node = JsonMapper.shared().createObjectNode().set(path.get(i), node);
    }
    return node;
  }

  private String insert(JsonSpan object, int depth, String name, JsonNode value) {
    SequencedMap<String, JsonSpan> members = Objects.requireNonNull(object.membersOrNull());
    String quoted = JsonMapper.shared().writeValueAsString(name);
    if (members.isEmpty()) {
      String indent = UNIT.repeat(depth + 1);
      String inner = text.substring(object.start() + 1, object.end() - 1);
      String closing = inner.contains("\n") ? "" : newline() + UNIT.repeat(depth);
      return at(
          object.start() + 1, newline() + indent + quoted + ": " + pretty(value, indent) + closing);
    }
    JsonSpan last = members.lastEntry().getValue();
    boolean oneLine = !text.substring(object.start(), object.end()).contains("\n");
    if (oneLine) {
      return at(last.end(), ", " + quoted + ": " + compact(value));
    }
    String indent = indentAt(last.nameStart(), depth + 1);
    String member = newline() + indent + quoted + ": " + pretty(value, indent);
    int lineEnd = text.indexOf(newline(), last.end());
    String rest = text.substring(last.end(), Math.max(last.end(), lineEnd));
    boolean comma = rest.startsWith(",");
    boolean comment = rest.substring(comma ? 1 : 0).strip().startsWith("//");
    return comment // It stays on the line that it is about.
        ? text.substring(0, last.end())
            + (comma ? rest : "," + rest)
            + member
            + (comma ? "," : "")
            + text.substring(lineEnd)
        : at(last.end(), "," + member);
  }

  private String at(int position, String inserted) {
    return text.substring(0, position) + inserted + text.substring(position);
  }

  /** Returns the text without the member at a path, and without objects that it leaves empty. */
  String without(List<String> path) {
    List<JsonSpan> spans = new ArrayList<>(List.of(JsonSpan.of(text, file)));
    for (String name : path) {
      SequencedMap<String, JsonSpan> members = spans.getLast().membersOrNull();
      JsonSpan next = members == null ? null : members.get(name);
      if (next == null) {
        return text;
      }
      spans.add(next);
    }
    int depth = path.size();
    // An object that has nothing else, not even a comment, was made for this member.
    while (depth > 1 && isAlone(spans.get(depth - 1), spans.get(depth))) {
      depth--;
    }
    return cut(spans.get(depth - 1), spans.get(depth), path.get(depth - 1));
  }

  private boolean isAlone(JsonSpan object, JsonSpan member) {
    String around =
        text.substring(object.start() + 1, member.nameStart())
            + text.substring(member.end(), object.end() - 1);
    return around.isBlank() || around.strip().equals(",");
  }

  private String cut(JsonSpan object, JsonSpan member, String name) {
    SequencedMap<String, JsonSpan> members = Objects.requireNonNull(object.membersOrNull());
    JsonSpan before = null;
    JsonSpan after = null;
    boolean passed = false;
    for (Map.Entry<String, JsonSpan> entry : members.entrySet()) {
      if (entry.getKey().equals(name)) {
        passed = true;
      } else if (!passed) {
        before = entry.getValue();
      } else if (after == null) {
        after = entry.getValue();
      }
    }
    if (before != null) {
      // A comment between the two belongs to the one before, which keeps a comma if one follows.
      String between = text.substring(before.end(), member.nameStart()).stripTrailing();
      boolean followed = text.startsWith(",", member.end());
      return text.substring(0, before.end())
          + (followed ? between : between.replaceFirst(",", ""))
          + text.substring(member.end() + (followed ? 1 : 0));
    }
    if (after != null) {
      return text.substring(0, member.nameStart()) + text.substring(after.nameStart());
    }
    String left = text.substring(0, member.nameStart()).stripTrailing();
    String right = text.substring(member.end()).stripLeading();
    return left + (right.startsWith(",") ? right.substring(1).stripLeading() : right);
  }

  /** Says whether nothing is left of it. */
  static boolean isEmpty(String text) {
    return text.replaceAll("\\s", "").equals("{}");
  }

  private String newline() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** Returns what stands before a member on its line, if that is only blanks. */
  private String indentAt(int position, int depth) {
    int line = text.lastIndexOf('\n', position - 1) + 1;
    String before = text.substring(line, position);
    return before.isBlank() ? before : UNIT.repeat(depth);
  }

  private static String compact(JsonNode value) {
    if (value.isObject()) {
      List<String> members = new ArrayList<>();
      value
          .properties()
          .forEach(
              e ->
                  members.add(
                      JsonMapper.shared().writeValueAsString(e.getKey())
                          + ": "
                          + compact(e.getValue())));
      return "{" + String.join(", ", members) + "}";
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(compact(item)));
      return "[" + String.join(", ", items) + "]";
    }
    return value.toString();
  }

  private String pretty(JsonNode value, String indent) {
    if (!value.isObject()) {
      return compact(value);
    }
    String unit = indent.startsWith("\t") ? "\t" : UNIT;
    StringBuilder out = new StringBuilder("{");
    String comma = "";
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      out.append(comma)
          .append(newline())
          .append(indent)
          .append(unit)
          .append(JsonMapper.shared().writeValueAsString(entry.getKey()))
          .append(": ")
          .append(pretty(entry.getValue(), indent + unit));
      comma = ",";
    }
    return out.append(newline()).append(indent).append("}").toString();
  }
}
