package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Mapping;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import dev.manyhands.engine.plan.YamlNode.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON of a part of a plan file, as YAML's core schema understands it. */
final class YamlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private YamlJson() {}

  static JsonNode of(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence list -> {
        ArrayNode array = JSON.arrayNode();
        list.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case Mapping mapping -> {
        ObjectNode object = JSON.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
        yield object;
      }
    };
  }

  private static JsonNode scalar(Scalar scalar) {
    String value = scalar.value();
    return switch (scalar.kind()) {
      case TEXT -> JSON.stringNode(value);
      case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(value));
      case NULL -> JSON.nullNode();
      case INTEGER, DECIMAL -> number(value);
    };
  }

  /** What JSON has no number for, such as {@code .inf} and {@code 0x1F}, stays a text. */
  private static JsonNode number(String value) {
    try {
      return value.matches("[-+]?\\d{1,1000}")
          ? JSON.numberNode(new BigInteger(value))
          : JSON.numberNode(new BigDecimal(value));
    } catch (NumberFormatException e) {
      return JSON.stringNode(value);
    }
  }

  /**
   * Returns the deepest part of a node that a path of keys and indexes leads to.
   *
   * @param path from the node, each a key or an index
   */
  static YamlNode at(YamlNode node, Iterable<String> path) {
    YamlNode found = node;
    for (String step : path) {
      Optional<YamlNode> next = below(found, step);
      if (next.isEmpty()) {
        return found;
      }
      found = next.get();
    }
    return found;
  }

  private static Optional<YamlNode> below(YamlNode node, String step) {
    return switch (node) {
      case Mapping mapping ->
          Optional.ofNullable(mapping.entries().get(step)).map(YamlNode.Entry::value);
      case Sequence list ->
          step.matches("\\d{1,6}")
              ? list.items().stream().skip(Integer.parseInt(step)).findFirst()
              : Optional.empty();
      case Scalar _ -> Optional.empty();
    };
  }
}
