package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a tool was called with. Every method says what would be right when something is wrong. */
final class Arguments {
  private static final int LONGEST_ECHO = 80;

  private final ObjectNode given;

  /**
   * Takes the arguments of a call.
   *
   * @param schema of the tool: it may be called with its properties, and with nothing else
   * @throws ManyhandsException if an argument is not known, or a required one is missing
   */
  Arguments(String tool, ObjectNode given, ObjectNode schema) {
    this.given = given;
    Set<String> known = new LinkedHashSet<>(schema.required("properties").propertyNames());
    for (String name : given.propertyNames()) {
      if (!known.contains(name)) {
        throw ManyhandsException.usage(
            "%s has no argument '%s'".formatted(tool, cut(name)),
            known.isEmpty() ? "leave it out" : "it takes " + String.join(", ", known));
      }
    }
    for (JsonNode name : schema.path("required")) {
      if (find(name.stringValue()).isEmpty()) {
        throw ManyhandsException.usage(
            "%s needs the argument '%s'".formatted(tool, name.stringValue()),
            schema
                .required("properties")
                .required(name.stringValue())
                .path("description")
                .stringValue(""));
      }
    }
  }

  /** Returns an argument as it is; one that is null is none. */
  Optional<JsonNode> find(String name) {
    return Optional.ofNullable(given.get(name)).filter(node -> !node.isNull());
  }

  Optional<String> text(String name) {
    return find(name)
        .map(
            node -> {
              if (!node.isString()) {
                throw wrong(name, node, "a string");
              }
              return node.stringValue();
            })
        .filter(text -> !text.isEmpty());
  }

  /** Returns a text that the schema requires. */
  String required(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () -> ManyhandsException.usage("'%s' is empty".formatted(name), "write a text"));
  }

  boolean flag(String name) {
    return find(name)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrong(name, node, "true or false");
              }
              return node.booleanValue();
            })
        .orElse(false);
  }

  Optional<Integer> integer(String name, int least, int most) {
    return find(name)
        .map(
            node -> {
              if (!node.isIntegralNumber()
                  || !node.canConvertToInt()
                  || node.intValue() < least
                  || node.intValue() > most) {
                throw wrong(
                    name,
                    node,
                    most == Integer.MAX_VALUE
                        ? "a whole number from %d".formatted(least)
                        : "a whole number from %d to %d".formatted(least, most));
              }
              return node.intValue();
            });
  }

  /** Returns how long to wait: {@code timeout_seconds}, 25 when left out, at most 55. */
  Duration timeout() {
    return find("timeout_seconds")
        .map(
            node -> {
              boolean fits = node.isNumber() && node.asDouble(-1) >= 0 && node.asDouble(-1) <= 55;
              if (!fits) {
                throw wrong("timeout_seconds", node, "a number from 0 to 55");
              }
              return Duration.ofMillis((long) (node.asDouble() * 1000));
            })
        .orElse(Duration.ofSeconds(25));
  }

  String oneOf(String name, String standard, Set<String> words) {
    String word = text(name).orElse(standard);
    if (!words.contains(word)) {
      throw ManyhandsException.usage(
          "'%s' is '%s'".formatted(name, cut(word)), "write one of " + String.join(", ", words));
    }
    return word;
  }

  /** Returns the items of a list; empty when it is left out. */
  List<JsonNode> items(String name) {
    JsonNode list = find(name).orElse(null);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw wrong(name, list, "a list");
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }

  TaskId task() {
    return taskId(required("id"));
  }

  /** Returns {@code ids}, without doubles; empty when it is left out. */
  Set<TaskId> tasks() {
    Set<TaskId> ids = new LinkedHashSet<>();
    for (JsonNode item : items("ids")) {
      if (!item.isString()) {
        throw wrong("ids", item, "a list of strings");
      }
      ids.add(taskId(item.stringValue()));
    }
    return ids;
  }

  private static TaskId taskId(String text) {
    if (!TaskId.SHAPE.matcher(text).matches()) {
      throw ManyhandsException.usage(
          "'%s' is not the id of a task".formatted(cut(text)), "list_agents shows the ids");
    }
    return new TaskId(text);
  }

  private static ManyhandsException wrong(String name, JsonNode value, String right) {
    return ManyhandsException.usage(
        "'%s' is %s".formatted(name, cut(value.toString())), "write " + right);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
  }
}
