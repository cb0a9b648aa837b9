package dev.manyhands.app.demo.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command line.
 *
 * @param options by their names without the dashes
 */
record Arguments(String verb, Map<String, String> options, List<String> part) {
  static Arguments of(String... args) {
    Map<String, String> options = new TreeMap<>();
    List<String> part = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      if (args[i].startsWith("--")) {
        options.put(args[i].substring(2), args[++i]);
      } else {
        part.add(args[i]);
      }
    }
    return new Arguments(args[0], options, part);
  }

  String option(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(verb + " needs --" + name);
    }
    return value;
  }
}
