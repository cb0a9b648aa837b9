package dev.manyhands.testkit.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A request as it came.
 *
 * @param query without the question mark; empty when there is none
 * @param headers by name, in any case
 * @param body a missing node when there is none
 */
record Incoming(
    String method, String path, String query, Map<String, List<String>> headers, JsonNode body) {
  Incoming {
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    headers = Collections.unmodifiableMap(sorted);
  }

  /** Returns a header's first value, or the empty string. */
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
