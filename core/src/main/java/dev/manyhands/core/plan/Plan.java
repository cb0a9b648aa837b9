package dev.manyhands.core.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do: tasks, their dependencies, their limits, and how to combine what they make. Every
 * default is filled in; a plan that exists is one that can be run.
 *
 * @param base the revision to start from, as the user wrote it
 * @param concurrency subagents at a time; at least 1
 * @param env set for helpers and checks, in the plan's order
 * @param passEnv names of variables passed through to helpers and checks
 * @param tasks at least one, unless the run is open; ids unique; needs without cycles
 * @param open whether tasks are added while the run is under way, until it is closed
 * @param ofAdded what holds for those tasks unless they say otherwise, as the text of a plan
 *     without tasks; empty for nothing
 */
public record Plan(
    String name,
    String base,
    int concurrency,
    RunLimits limits,
    WorkspaceSpec workspace,
    Map<String, String> env,
    List<String> passEnv,
    List<TaskSpec> tasks,
    Combine combine,
    boolean open,
    String ofAdded) {
  public Plan {
    Objects.requireNonNull(name);
    Objects.requireNonNull(ofAdded);
    Objects.requireNonNull(base);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(workspace);
    Objects.requireNonNull(combine);
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    passEnv = List.copyOf(passEnv);
    tasks = List.copyOf(tasks);
    if (concurrency < 1 || concurrency > 10_000) {
      throw new IllegalArgumentException("concurrency must be from 1 to 10000");
    }
    if (tasks.isEmpty() && !open) {
      throw new IllegalArgumentException("a plan needs at least one task");
    }
    Optional<TaskGraph.Problem> problem = TaskGraph.problem(tasks);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get().message());
    }
  }

  /** A plan that says nothing of tasks that are added. */
  public Plan(
      String name,
      String base,
      int concurrency,
      RunLimits limits,
      WorkspaceSpec workspace,
      Map<String, String> env,
      List<String> passEnv,
      List<TaskSpec> tasks,
      Combine combine,
      boolean open) {
    this(name, base, concurrency, limits, workspace, env, passEnv, tasks, combine, open, "");
  }

  /** A plan whose tasks are all known. */
  public Plan(
      String name,
      String base,
      int concurrency,
      RunLimits limits,
      WorkspaceSpec workspace,
      Map<String, String> env,
      List<String> passEnv,
      List<TaskSpec> tasks,
      Combine combine) {
    this(name, base, concurrency, limits, workspace, env, passEnv, tasks, combine, false);
  }

  /** Returns the same plan with another limit of subagents at a time. */
  public Plan withConcurrency(int subagents) {
    return new Plan(
        name, base, subagents, limits, workspace, env, passEnv, tasks, combine, open, ofAdded);
  }

  /** Returns the same plan, combined in another way. */
  public Plan with(Combine other) {
    return new Plan(
        name, base, concurrency, limits, workspace, env, passEnv, tasks, other, open, ofAdded);
  }

  /** Returns the same plan with these tasks, to which others are added. */
  public Plan openWith(List<TaskSpec> first) {
    return new Plan(
        name, base, concurrency, limits, workspace, env, passEnv, first, combine, true, ofAdded);
  }
}
