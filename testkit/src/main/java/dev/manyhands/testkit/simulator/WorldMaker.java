package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes a world of a seed. */
final class WorldMaker {
  private static final int MOST_TASKS = 12;

  private final long seed;
  private final Mode mode;
  private final Dice dice;

  private WorldMaker(long seed, Mode mode) {
    this.seed = seed;
    this.mode = mode;
    this.dice = new Dice(seed).on(mode.name());
  }

  static World make(long seed, Mode mode) {
    return new WorldMaker(seed, mode).make();
  }

  private World make() {
    Set<Trait> traits = traits();
    return new World(seed, mode, plan(traits), traits);
  }

  /** Between none and all that the mode allows: quiet worlds show what wild ones would hide. */
  private Set<Trait> traits() {
    int chance = dice.on("wildness").between(0, 60);
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (Trait trait : mode.traits()) {
      boolean ofMode =
          trait == Trait.CRASHES || trait == Trait.TASK_CANCELS || trait == Trait.DUPLICATES;
      if (dice.on("trait").on(trait.name()).percent(ofMode ? 70 : chance)) {
        traits.add(trait);
      }
    }
    return traits;
  }

  private Plan plan(Set<Trait> traits) {
    Dice combine = dice.on("combine");
    boolean checked = combine.on("check").percent(80);
    return new Plan(
        "simulated",
        "HEAD",
        dice.on("concurrency").between(1, 8),
        limits(traits),
        new WorkspaceSpec(null, List.of()),
        Map.of(),
        List.of(),
        tasks(traits),
        new Combine(
            checked ? new Check(List.of("check"), Duration.ofMinutes(5)) : null,
            combine.on("conflict").percent(50) ? Combine.OnConflict.RETRY : Combine.OnConflict.FAIL,
            combine.on("returns").between(0, 3),
            "Combine",
            List.of()));
  }

  private RunLimits limits(Set<Trait> traits) {
    boolean tight = traits.contains(Trait.TIGHT_LIMITS);
    Dice limits = dice.on("limits");
    Duration wall =
        tight && limits.on("wall?").percent(60)
            ? limits.on("wall").between(Duration.ofMinutes(1), Duration.ofHours(1))
            : Duration.ofDays(10);
    Duration queue =
        tight && limits.on("queue?").percent(60)
            ? limits.on("queue").between(Duration.ofSeconds(10), Duration.ofMinutes(20))
            : Duration.ofDays(5);
    Budget budget =
        traits.contains(Trait.BUDGETS)
            ? new Budget((long) limits.on("budget").between(50, 800), null)
            : Budget.UNLIMITED;
    return new RunLimits(wall, queue, budget);
  }

  private List<TaskSpec> tasks(Set<Trait> traits) {
    int count = 1 + dice.on("tasks").below(MOST_TASKS);
    int density = dice.on("density").between(0, 50);
    List<TaskSpec> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(task(i, density, traits.contains(Trait.BUDGETS)));
    }
    // A task may stand before what it needs.
    Collections.shuffle(tasks, new Random(seed));
    return tasks;
  }

  private TaskSpec task(int index, int density, boolean budgets) {
    Dice own = dice.on("task").on(index);
    List<TaskId> needs = new ArrayList<>();
    for (int before = 0; before < index; before++) {
      if (needs.size() < 3 && own.on("needs").on(before).percent(density)) {
        needs.add(id(before));
      }
    }
    Duration timeout = Duration.ofMinutes(10);
    boolean prompt = own.on("prompt").percent(70);
    return new TaskSpec(
        id(index),
        "Task " + index,
        prompt ? new AgentName("agent") : AgentName.COMMAND,
        prompt ? prompt(own, budgets) : new Work.Program(List.of("work")),
        List.of(),
        needs,
        null,
        new TaskLimits(Duration.ofMinutes(1), timeout, timeout, own.on("retries").below(4)));
  }

  private static Work prompt(Dice own, boolean budgets) {
    Brief plain = Brief.STANDARD;
    boolean limited = budgets && own.on("budget?").percent(50);
    Budget budget =
        limited ? new Budget((long) own.on("budget").between(30, 200), null) : Budget.UNLIMITED;
    return new Work.Prompt(
        "work", new Brief(null, false, budget, null, plain.permissions(), plain.patience()));
  }

  private static TaskId id(int index) {
    return new TaskId("t" + index);
  }
}
