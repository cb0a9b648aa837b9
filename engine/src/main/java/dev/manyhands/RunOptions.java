package dev.manyhands;

import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.WorkspaceSpec;
import dev.manyhands.engine.plan.Globs;
import dev.manyhands.engine.plan.PlanDefaults;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run is carried out. Belongs to the thread that starts the run. Methods throw {@link
 * IllegalArgumentException} for what no run can have.
 */
public final class RunOptions {
  private final Map<String, String> env = new LinkedHashMap<>();
  private String base = PlanDefaults.BASE;
  private int concurrency = PlanDefaults.concurrency();
  private Duration wall = PlanDefaults.WALL;
  private Budget budget = Budget.UNLIMITED;
  private @Nullable List<String> setup;
  private List<String> copy = List.of();
  private @Nullable Check check;
  private int attempts = PlanDefaults.ATTEMPTS;
  private @Nullable String message;
  private List<String> reports = List.of();
  private boolean detached;

  RunOptions() {}

  /**
   * Sets the revision to start from; by default {@code HEAD}. It is resolved once, at the start.
   */
  public RunOptions base(String revision) {
    base = revision;
    return this;
  }

  /**
   * Sets how many subagents may work at a time, from 1 to 10,000; further tasks wait. By default
   * the number of processors, at least 2.
   */
  public RunOptions concurrency(int subagents) {
    concurrency = subagents;
    return this;
  }

  /** Sets how long the run may take, from its start; by default 24 hours. */
  public RunOptions wall(Duration most) {
    wall = most;
    return this;
  }

  /**
   * Sets what all subagents together may consume; by default there is no limit.
   *
   * @param tokens of input and output together; null for no limit
   * @param costUsd in US dollars; null for no limit
   */
  public RunOptions budget(@Nullable Long tokens, @Nullable BigDecimal costUsd) {
    budget = new Budget(tokens, costUsd);
    return this;
  }

  /** Sets a program that is run once in each fresh workspace, before the subagent. */
  public RunOptions setup(String... argv) {
    setup = List.of(argv);
    return this;
  }

  /** Sets which ignored files of the checkout workspaces have as well: globs from its root. */
  public RunOptions copy(String... globs) {
    copy = checked(globs);
    return this;
  }

  /** Sets a variable of the environment of agents, programs and checks. */
  public RunOptions env(String name, String value) {
    env.put(name, value);
    return this;
  }

  /**
   * Sets a program that must pass on the combined files, within 30 minutes: exit code 0. A change
   * that turns it red is left out.
   */
  public RunOptions check(String... argv) {
    check = new Check(List.of(argv), PlanDefaults.CHECK_TIMEOUT);
    return this;
  }

  /**
   * Sets how often a task is tried again whose change conflicts with others, or turns the check
   * red; by default twice. Tasks of programs are not.
   */
  public RunOptions returns(int most) {
    attempts = most;
    return this;
  }

  /** Sets the message of the result's commit; by default the run's name. */
  public RunOptions message(String text) {
    message = text;
    return this;
  }

  /** Sets which test reports and findings are collected from every attempt: globs. */
  public RunOptions reports(String... globs) {
    reports = checked(globs);
    return this;
  }

  /**
   * Lets the run outlive its scope: {@link Run#close} does not cancel it. It goes on for as long as
   * its {@link Manyhands} is open; what is not over by then can be resumed.
   */
  public RunOptions detached() {
    detached = true;
    return this;
  }

  private static List<String> checked(String... globs) {
    List<String> list = List.of(globs);
    Globs.of(list);
    return list;
  }

  boolean isDetached() {
    return detached;
  }

  Plan plan(String name) {
    return new Plan(
        name,
        base,
        concurrency,
        new RunLimits(wall, wall, budget),
        new WorkspaceSpec(setup, copy),
        env,
        List.of(),
        List.of(),
        new Combine(
            check, Combine.OnConflict.BY_WORK, attempts, message == null ? name : message, reports),
        true);
  }
}
