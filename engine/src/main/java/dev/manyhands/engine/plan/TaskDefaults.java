package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.Permissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan says of all its tasks.
 *
 * @param given their limits and check
 * @param brief how their prompts are worked on
 * @param permissions what their helpers may do
 * @param wall when the run ends
 * @param copied what each task has a copy of when the plan is stored
 */
record TaskDefaults(
    PlanDefaults.Given given,
    BriefKeys brief,
    Permissions permissions,
    Duration wall,
    List<Copied> copied) {

  /**
   * A text that each task has a copy of.
   *
   * @param what with a word for this one
   * @param remedy when it is too long
   */
  record Copied(Position at, long characters, String what, String remedy) {}

  /** Reads what a plan says. */
  static TaskDefaults read(Section plan, Duration wall, Problems problems) {
    Section section = plan.section("defaults", "{timeout: 30m}");
    PlanDefaults.Given given = PlanDefaults.Given.read(section, Optional.empty());
    BriefKeys brief = BriefKeys.read(section, problems);
    section.refuseUnknown();
    Permissions permissions = PermissionKeys.read(plan, problems);
    return new TaskDefaults(
        given,
        brief,
        permissions,
        wall,
        List.of(
            new Copied(
                section.at("check"),
                length(given.check().orElse(List.of())),
                "this check",
                "put it in a script of the repository"),
            new Copied(
                section.at("result"),
                brief.schema().map(String::length).orElse(0),
                "this schema",
                "shorten it"),
            new Copied(
                plan.at("permissions"),
                Stream.of(permissions.allow(), permissions.deny())
                    .mapToLong(TaskDefaults::length)
                    .sum(),
                "these permissions",
                "shorten them")));
  }

  private static long length(Collection<String> texts) {
    return texts.stream().mapToLong(text -> text.length() + 1L).sum();
  }
}
