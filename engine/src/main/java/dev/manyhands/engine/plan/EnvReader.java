package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the variables that helpers and checks see. */
record EnvReader(Section plan, Problems problems) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
  private static final String RESERVED = "MANYHANDS_";

  /** Returns names and values, in the order of the file. */
  Map<String, String> env() {
    Map<String, String> env = new LinkedHashMap<>();
    plan.section("env", "{NAME: value}")
        .entries()
        .forEach(
            (name, entry) -> {
              if (isName(new Located<>(entry.key(), name))) {
                value(name, entry.value()).ifPresent(value -> env.put(name, value));
              }
            });
    return env;
  }

  /**
   * Returns the names of variables that are passed through.
   *
   * @param set the names that have a value in the plan
   */
  List<String> passEnv(Set<String> set) {
    List<String> names = new ArrayList<>();
    for (YamlNode node : plan.items("passEnv")) {
      Optional<String> name =
          Scalars.text(Section.itemOf("passEnv"), node, problems)
              .filter(this::isName)
              .map(Located::value);
      if (name.isPresent() && !names.contains(name.get())) {
        names.add(name.get());
      }
      if (name.filter(set::contains).isPresent()) {
        problems.warn(
            node.at(),
            "'%s' has a value in 'env', which is used in place of yours".formatted(name.get()));
      }
    }
    return names;
  }

  private boolean isName(Located<String> name) {
    if (!NAME.matcher(name.value()).matches()) {
      problems.add(
          name.at(),
          "%s cannot name a variable; write letters, digits and '_', such as LOG_LEVEL"
              .formatted(Words.quote(name.value())));
      return false;
    }
    if (name.value().startsWith(RESERVED)) {
      problems.add(
          name.at(),
          "variables that begin with %s are set by Manyhands; choose another name"
              .formatted(RESERVED));
      return false;
    }
    return true;
  }

  /** Returns a value as it is written: {@code 1.10} stays {@code 1.10}. */
  private Optional<String> value(String name, YamlNode node) {
    if (!(node instanceof Scalar(Position at, String value, Kind kind))) {
      return Scalars.wrong(
          Words.quote(name), node, "a variable is one text; put it in quotes", problems);
    }
    if (kind == Kind.NULL) {
      String help = "write \"\" for an empty value, or name it in 'passEnv' to pass yours through";
      return Scalars.wrong(Words.quote(name), node, help, problems);
    }
    if (value.getBytes(StandardCharsets.UTF_8).length + name.length()
        >= Programs.LONGEST_ARGUMENT) {
      problems.add(at, "this is longer than the 128 KiB that a variable can hold; shorten it");
      return Optional.empty();
    }
    return Optional.of(value);
  }
}
