package dev.manyhands.bench;

import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One line of JSON. */
final class Figure {
  private final ObjectNode node = JsonMapper.shared().createObjectNode();

  Figure(String name) {
    node.put("bench", name);
  }

  Figure with(String key, double value) {
    node.put(key, Double.parseDouble(String.format(Locale.ROOT, "%.3f", value)));
    return this;
  }

  Figure with(String key, long value) {
    node.put(key, value);
    return this;
  }

  Figure with(String key, String value) {
    node.put(key, value);
    return this;
  }

  void print() {
    System.out.println(node);
  }
}
