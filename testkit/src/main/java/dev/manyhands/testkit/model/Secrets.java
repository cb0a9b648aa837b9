package dev.manyhands.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes keys out of what is kept of a request: out of headers and query, wherever they recur. */
final class Secrets {
  private static final String REMOVED = "removed";
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "set-cookie");

  private final List<String> values = new ArrayList<>();

  private Secrets() {}

  static Secrets of(Incoming incoming) {
    Secrets secrets = new Secrets();
    incoming
        .headers()
        .forEach(
            (name, headers) -> {
              if (isSecret(name)) {
                headers.forEach(each -> secrets.add(each.replaceFirst("(?i)^\\w+ +", "")));
              }
            });
    for (String parameter : incoming.query().split("&", -1)) {
      if (parameter.startsWith("key=")) {
        secrets.add(parameter.substring("key=".length()));
      }
    }
    return secrets;
  }

  private void add(String value) {
    // Too short a value, such as a dummy key, would be found in the middle of words.
    if (value.length() >= 8) {
      values.add(value);
    }
  }

  /** Returns a text without the secrets of the request. */
  String removedFrom(String text) {
    String without = text;
    for (String value : values) {
      without = without.replace(value, REMOVED);
    }
    return without;
  }

  /** Returns headers without those that carry secrets. */
  static Map<String, List<String>> removedFrom(Map<String, List<String>> headers) {
    Map<String, List<String>> without = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, each) -> without.put(name, isSecret(name) ? List.of(REMOVED) : each));
    return without;
  }

  /** Returns a query without its key. */
  static String removedFromQuery(String query) {
    return query.replaceAll("(^|&)key=[^&]*", "$1key=" + REMOVED);
  }

  private static boolean isSecret(String header) {
    return HEADERS.stream().anyMatch(header::equalsIgnoreCase);
  }
}
