package dev.manyhands.engine.agent.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables that a tool needs beside those of every helper.
 *
 * @param set with their values, in which places are filled in; one of which a place has no value is
 *     not set
 * @param pass names of the user's variables that it gets: keys, endpoints, folders; a name that
 *     ends with {@code *} stands for all that begin so
 */
public record ToolEnvironment(Map<String, String> set, List<String> pass) {
  public ToolEnvironment {
    set = Map.copyOf(set);
    pass = List.copyOf(pass);
  }

  /**
   * Returns a tool's whole environment.
   *
   * @param users the user's own
   * @param helpers what every helper gets; wins over all else
   */
  public Map<String, String> of(
      Map<String, String> users, Map<String, String> helpers, Map<Slot, String> values) {
    Map<String, String> all = new LinkedHashMap<>();
    set.forEach(
        (name, value) -> {
          if (values.keySet().containsAll(Template.places(value))) {
            all.put(name, Template.fill(value, values));
          }
        });
    all.putAll(passed(users));
    all.putAll(helpers);
    return all;
  }

  /** Says whether there is a place for something. */
  public boolean mentions(Slot slot) {
    return set.values().stream().anyMatch(value -> Template.places(value).contains(slot));
  }

  /** Returns those of the user's variables that the tool gets. */
  public Map<String, String> passed(Map<String, String> users) {
    Map<String, String> passed = new LinkedHashMap<>();
    users.forEach(
        (name, value) -> {
          if (pass.stream().anyMatch(pattern -> matches(pattern, name))) {
            passed.put(name, value);
          }
        });
    return passed;
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
