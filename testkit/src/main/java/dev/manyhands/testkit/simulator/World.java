package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan, and what goes on around it. */
record World(long seed, Mode mode, Plan plan, Set<Trait> traits) {

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  Dice dice() {
    return new Dice(seed);
  }

  /** Tasks that are added together. */
  record Arrival(Duration after, List<TaskSpec> tasks) {}

  /** Returns what is submitted: of an open run, the tasks that are there from its start. */
  Plan submitted() {
    if (!has(Trait.OPEN)) {
      return plan;
    }
    List<TaskSpec> first = plan.tasks().stream().filter(task -> arrives(task).isZero()).toList();
    return new Plan(
        plan.name(),
        plan.base(),
        plan.concurrency(),
        plan.limits(),
        plan.workspace(),
        plan.env(),
        plan.passEnv(),
        first,
        checkIsLate() ? withoutItsCheck() : plan.combine(),
        true);
  }

  /** Says whether the combined check is known only when the run is closed. */
  boolean checkIsLate() {
    return has(Trait.OPEN) && has(Trait.LATE_CHECK) && plan.combine().check().isPresent();
  }

  private Combine withoutItsCheck() {
    Combine combine = plan.combine();
    return new Combine(
        null, combine.onConflict(), combine.attempts(), combine.message(), combine.reports());
  }

  /** Returns what is added later, in order; a task comes with or after those that it needs. */
  List<Arrival> arrivals() {
    Map<Duration, List<TaskSpec>> later = new TreeMap<>();
    for (TaskSpec task : needsFirst()) {
      if (!arrives(task).isZero()) {
        later.computeIfAbsent(arrives(task), _ -> new ArrayList<>()).add(task);
      }
    }
    return later.entrySet().stream().map(e -> new Arrival(e.getKey(), e.getValue())).toList();
  }

  /** Tasks of a world need only those whose names come before theirs. */
  private List<TaskSpec> needsFirst() {
    return plan.tasks().stream()
        .sorted(Comparator.comparingInt(task -> Integer.parseInt(task.id().value().substring(1))))
        .toList();
  }

  private Duration arrives(TaskSpec task) {
    Dice own = dice().on("arrives").on(task.id(), 0);
    Duration at =
        own.on("later").percent(60)
            ? own.between(Duration.ofSeconds(1), Duration.ofMinutes(15))
            : Duration.ZERO;
    for (TaskSpec other : plan.tasks()) {
      if (task.needs().contains(other.id())) {
        Duration need = arrives(other);
        at = need.compareTo(at) > 0 ? need : at;
      }
    }
    return at;
  }

  boolean isPrompt(TaskId task) {
    return plan.tasks().stream()
        .anyMatch(spec -> spec.id().equals(task) && spec.work() instanceof Work.Prompt);
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
    return with(plan, plan.tasks(), withoutItsCheck());
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
                    "  %s (%s) needs %s, retries %d, tokens %s, arrives %s"
                        .formatted(
                            task.id(),
                            task.agent(),
                            task.needs(),
                            task.limits().retries(),
                            task.work().budget().tokens(),
                            has(Trait.OPEN) ? arrives(task) : Duration.ZERO))
            .collect(Collectors.joining("\n"));
    return "concurrency %d, combined check %s, returns %d, wall %s, queue %s, %s\ntraits %s\n%s"
        .formatted(
            plan.concurrency(),
            plan.combine().check().map(Check::timeout),
            plan.combine().returns(plan.tasks().getFirst().work()),
            plan.limits().wall(),
            plan.limits().queue(),
            plan.limits().budget(),
            traits,
            tasks);
  }
}
