package dev.manyhands.app.live;

import dev.manyhands.core.plan.AgentName;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A plan for tests: says what matters, and fills in the rest. */
final class TestPlan {
  private final List<TaskSpec> tasks = new ArrayList<>();
  private String name = "Migrate to JUnit 6";
  private int concurrency = 4;
  private List<String> setup;
  private Check check = new Check(List.of("check"), Duration.ofMinutes(3));

  TestPlan named(String text) {
    name = text;
    return this;
  }

  TestPlan concurrency(int subagents) {
    concurrency = subagents;
    return this;
  }

  TestPlan setup() {
    setup = List.of("npm", "ci");
    return this;
  }

  TestPlan withoutCheck() {
    check = null;
    return this;
  }

  /** Adds a task that may take ten minutes, be silent for four, and is retried once. */
  TestPlan task(String id, String... needs) {
    tasks.add(
        new TaskSpec(
            new TaskId(id),
            "Do " + id,
            AgentName.COMMAND,
            new Work.Program(List.of("do", id)),
            List.of(),
            Arrays.stream(needs).map(TaskId::new).toList(),
            null,
            new TaskLimits(
                Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(4), 1)));
    return this;
  }

  /** Adds tasks without needs: t1, t2, and so on. */
  TestPlan tasks(int count) {
    for (int i = 1; i <= count; i++) {
      task("t" + i);
    }
    return this;
  }

  Plan build() {
    return new Plan(
        name,
        "HEAD",
        concurrency,
        new RunLimits(Duration.ofHours(2), Duration.ofHours(1), Budget.UNLIMITED),
        new WorkspaceSpec(setup, List.of()),
        Map.of(),
        List.of(),
        tasks,
        new Combine(check, Combine.OnConflict.RETRY, 1, "Combine", List.of()));
  }
}
