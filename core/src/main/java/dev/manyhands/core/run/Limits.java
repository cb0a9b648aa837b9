package dev.manyhands.core.run;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits that no plan sets. Those on effects are a second line: handlers end in time by
 * themselves, and these catch one that does not.
 */
final class Limits {
  /** For snapshots, merges and other work on git that has no limit of its own in a plan. */
  static final Duration SLACK = Duration.ofMinutes(10);

  /** Engines that may end under one task before it is suspected to be the cause. */
  static final int LOSSES = 5;

  /** Verifications, and tries to publish, that may fail for outside reasons in a row. */
  static final int TROUBLES = 3;

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  private Limits() {}

  static Duration attempt(TaskSpec task) {
    return task.limits()
        .start()
        .plus(task.limits().timeout())
        .plus(check(task.check()))
        .plus(SLACK);
  }

  static Duration verification(Plan plan) {
    return check(plan.combine().check()).plus(SLACK);
  }

  private static Duration check(Optional<Check> check) {
    return check.map(Check::timeout).orElse(Duration.ZERO);
  }

  /**
   * Returns how long to wait before trying again: doubling from a second to a minute, give or take
   * a quarter. The jitter derives from names, so that a run can be replayed.
   *
   * @param failures how often it has failed; at least 1
   */
  static Duration backoff(TaskId task, int failures) {
    return backoff(failures)
        .multipliedBy(768 + hash(task.value() + "/" + failures) % 513)
        .dividedBy(1024);
  }

  static Duration backoff(int failures) {
    Duration doubled = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
  }

  /** FNV-1a, for it must be the same on every machine and in every version. */
  private static int hash(String text) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    return hash >>> 1;
  }
}
