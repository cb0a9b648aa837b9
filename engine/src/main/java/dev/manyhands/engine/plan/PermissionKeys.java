package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads rules about what helpers may do, of a plan or of one task. */
final class PermissionKeys {
  private PermissionKeys() {}

  /** Returns the rules of a section; none where there is no such key. */
  static Permissions read(Section section, Problems problems) {
    Section rules = section.section("permissions", "{allow: [\"shell(npm test*)\"]}");
    Permissions read =
        new Permissions(rules(rules, "allow", problems), rules(rules, "deny", problems));
    rules.refuseUnknown();
    return read;
  }

  private static List<String> rules(Section rules, String key, Problems problems) {
    return rules.items(key).stream()
        .flatMap(node -> Scalars.text(Section.itemOf(key), node, problems).stream())
        .flatMap(rule -> rule(rule, problems).stream())
        .toList();
  }

  private static Optional<String> rule(Located<String> rule, Problems problems) {
    if (PermissionRules.isRule(rule.value())) {
      return Optional.of(rule.value());
    }
    problems.add(
        rule.at(),
        "bad rule %s; write a tool, or a tool with what it is used on, such as shell(npm test*)"
            .formatted(Words.quote(rule.value())));
    return Optional.empty();
  }

  /** Returns the rules of a task, followed by those of its plan. */
  static Permissions inFront(Permissions task, Permissions plan) {
    return new Permissions(both(task.allow(), plan.allow()), both(task.deny(), plan.deny()));
  }

  private static List<String> both(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).distinct().toList();
  }
}
