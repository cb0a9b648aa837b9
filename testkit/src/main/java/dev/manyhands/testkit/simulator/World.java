package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan, and what goes on around it. */
record World(long seed, Mode mode, Plan plan, Set<Trait> traits) {

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  Dice dice() {
    return new Dice(seed);
  }

  World without(Trait trait) {
    Set<Trait> fewer = EnumSet.copyOf(traits);
    fewer.remove(trait);
    return new World(seed, mode, plan, fewer);
  }

  /** Returns the same world without a task, for a plan that has another one. */
  World without(TaskId task) {
    List<TaskSpec> fewer =
        plan.tasks().stream()
            .filter(spec -> !spec.id().equals(task))
            .map(
                spec ->
                    withNeeds(spec, spec.needs().stream().filter(n -> !n.equals(task)).toList()))
            .toList();
    return with(plan, fewer, plan.combine());
  }

  World withoutNeedsOf(TaskId task) {
    List<TaskSpec> looser =
        plan.tasks().stream()
            .map(spec -> spec.id().equals(task) ? withNeeds(spec, List.of()) : spec)
            .toList();
    return with(plan, looser, plan.combine());
  }

  World withConcurrency(int subagents) {
    return new World(seed, mode, plan.withConcurrency(subagents), traits);
  }

  World withoutCheck() {
    Combine combine = plan.combine();
    return with(
        plan,
        plan.tasks(),
        new Combine(null, combine.onConflict(), combine.attempts(), combine.message(), List.of()));
  }

  private World with(Plan old, List<TaskSpec> tasks, Combine combine) {
    Plan next =
        new Plan(
            old.name(),
            old.base(),
            old.concurrency(),
            old.limits(),
            old.workspace(),
            old.env(),
            old.passEnv(),
            tasks,
            combine);
    return new World(seed, mode, next, traits);
  }

  private static TaskSpec withNeeds(TaskSpec task, List<TaskId> needs) {
    return new TaskSpec(
        task.id(),
        task.title(),
        task.agent(),
        task.work(),
        task.files(),
        needs,
        task.checkOrNull(),
        task.limits());
  }

  /** Describes the world in a few lines, for people. */
  String describe() {
    String tasks =
        plan.tasks().stream()
            .map(
                task ->
                    "  %s needs %s, retries %d"
                        .formatted(task.id(), task.needs(), task.limits().retries()))
            .collect(Collectors.joining("\n"));
    return "concurrency %d, combined check %s, returns %d, wall %s, queue %s\ntraits %s\n%s"
        .formatted(
            plan.concurrency(),
            plan.combine().check().map(Check::timeout),
            plan.combine().returns(plan.tasks().getFirst().work()),
            plan.limits().wall(),
            plan.limits().queue(),
            traits,
            tasks);
  }
}
