package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Permissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a prompt is to be worked on, as far as a task, or the plan for all its tasks, says it. */
record BriefKeys(
    Optional<String> model,
    Optional<Boolean> readOnly,
    Budget budget,
    Optional<String> schema,
    Optional<Duration> patience) {
  private static final List<String> COMMON =
      List.of("model", "readOnly", "budget", "result", "patience");
  private static final String RULES = "permissions";
  private static final int LONGEST_MODEL = 200;

  /** Reads the keys that stand in {@code defaults} and in a task alike. */
  static BriefKeys read(Section section, Problems problems) {
    return new BriefKeys(
        section
            .text("model")
            .flatMap(text -> Scalars.line(text, "'model'", LONGEST_MODEL, problems))
            .map(Located::value),
        section.flag("readOnly"),
        budget(section, problems),
        ResultKey.schema(section, problems),
        section.duration("patience"));
  }

  /** Refuses these keys, and the rules, in a task with a command. */
  static void refuse(Section task, Problems problems) {
    for (String key : COMMON) {
      refuse(task, key, problems);
    }
    refuse(task, RULES, problems);
  }

  private static void refuse(Section task, String key, Problems problems) {
    // Asked for, so that it is known.
    if (task.findAny(key).isPresent()) {
      problems.add(
          task.atKey(key),
          "'%s' says how an agent works on a prompt, and this task has a command; remove it"
              .formatted(key));
    }
  }

  private static Budget budget(Section section, Problems problems) {
    Section budget = section.section("budget", "{tokens: 200k, cost: 0.50}");
    Budget read = new Budget(budget.count("tokens").orElse(null), budget.cost("cost").orElse(null));
    budget.refuseUnknown();
    if (section.isMapping("budget") && budget.isEmpty()) {
      problems.add(
          section.at("budget"),
          "'budget' is empty; write {tokens: 200k, cost: 0.50}, or remove the key");
    }
    return read;
  }

  /** Returns these with what the others give in the places that are empty. */
  BriefKeys or(BriefKeys others) {
    return new BriefKeys(
        model.or(others::model),
        readOnly.or(others::readOnly),
        new Budget(
            budget.tokensOrNull() == null ? others.budget.tokensOrNull() : budget.tokensOrNull(),
            budget.costOrNull() == null ? others.budget.costOrNull() : budget.costOrNull()),
        schema.or(others::schema),
        patience.or(others::patience));
  }

  /** Returns the particulars of a prompt, every default filled in. */
  Brief brief(Permissions permissions) {
    return new Brief(
        model.orElse(Brief.STANDARD.modelOrNull()),
        readOnly.orElse(Brief.STANDARD.readOnly()),
        budget,
        schema.orElse(null),
        permissions,
        patience.orElse(Brief.STANDARD.patience()));
  }
}
