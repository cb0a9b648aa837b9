package dev.manyhands.testkit.model;

import tools.jackson.databind.JsonNode;

/**
 * A tool that a request offers.
 *
 * @param freeForm whether its argument is a text and not an object
 * @param group what a dialect with groups of tools calls its group; else empty
 * @param schema the JSON Schema of its arguments; a missing node when there is none
 */
record Tool(String name, boolean freeForm, String group, JsonNode schema) {
  static Tool function(String name, JsonNode schema) {
    return new Tool(name, false, "", schema);
  }

  /** Returns the name as other dialects would have it: with its group. */
  String fullName() {
    return group.isEmpty() ? name : group + "__" + name;
  }
}
