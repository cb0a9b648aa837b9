package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What holds when a plan says nothing. {@link PlanReader} lists it for people. */
public final class PlanDefaults {
  public static final String BASE = "HEAD";
  public static final Duration WALL = Duration.ofHours(24);
  public static final Duration START = Duration.ofMinutes(10);
  public static final Duration TIMEOUT = Duration.ofMinutes(30);
  public static final Duration IDLE = Duration.ofMinutes(5);
  public static final Duration CHECK_TIMEOUT = Duration.ofMinutes(30);
  public static final int ATTEMPTS = 2;

  private PlanDefaults() {}

  /** Returns the subagents at a time on this machine. */
  public static int concurrency() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /**
   * The limits that a task, or the plan for all its tasks, gives.
   *
   * @param check what the task's change has to pass; empty for none
   */
  record Given(
      Optional<Duration> start,
      Optional<Duration> timeout,
      Optional<Duration> idle,
      Optional<Integer> retries,
      Optional<Duration> checkTimeout,
      Optional<List<String>> check) {

    /**
     * Reads the keys that stand in {@code defaults} and in a task alike.
     *
     * @param check the check when none is given
     */
    static Given read(Section section, Optional<List<String>> check) {
      return new Given(
          section.duration("start"),
          section.duration("timeout"),
          section.duration("idle"),
          section.integer("retries", 0, 100),
          section.duration("checkTimeout"),
          section.check("check", check));
    }

    /** Returns these with what the others give in the places that are empty. */
    Given or(Given others) {
      return new Given(
          start.or(others::start),
          timeout.or(others::timeout),
          idle.or(others::idle),
          retries.or(others::retries),
          checkTimeout.or(others::checkTimeout),
          check);
    }

    /** Returns how long a check may run. */
    Duration longestCheck() {
      return checkTimeout.orElse(CHECK_TIMEOUT);
    }

    /** Returns the limits of a task with this work, every default filled in. */
    TaskLimits limits(Work work) {
      Duration most = timeout.orElse(TIMEOUT);
      return new TaskLimits(
          start.orElse(START),
          most,
          idle.orElse(
              switch (work) {
                case Work.Prompt _ -> IDLE;
                // Programs are silent by nature.
                case Work.Program _ -> most;
              }),
          retries.orElse(
              switch (work) {
                case Work.Prompt _ -> 1;
                // A program that failed will fail again.
                case Work.Program _ -> 0;
              }));
    }
  }
}
