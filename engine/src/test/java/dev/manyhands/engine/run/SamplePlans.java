package dev.manyhands.engine.run;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans for tests: says what matters, and fills in the rest. */
public final class SamplePlans {
  private final List<Task> tasks;
  private int concurrency = 4;
  private Duration wall = Duration.ofMinutes(5);
  private @Nullable List<String> setup;
  private List<String> copy = List.of();
  private List<String> reports = List.of();
  private @Nullable Check check;

  private SamplePlans(List<Task> tasks) {
    this.tasks = tasks;
  }

  /** A task in the making: a line for the shell. */
  public record Task(
      String id,
      String line,
      List<String> needs,
      List<String> files,
      @Nullable Check checkOrNull,
      Duration timeout,
      Duration idle,
      int retries) {
    public Task needs(String... others) {
      return new Task(id, line, List.of(others), files, checkOrNull, timeout, idle, retries);
    }

    public Task files(String... globs) {
      return new Task(id, line, needs, List.of(globs), checkOrNull, timeout, idle, retries);
    }

    public Task check(String check) {
      return new Task(id, line, needs, files, shell(check), timeout, idle, retries);
    }

    public Task timeout(Duration most) {
      return new Task(id, line, needs, files, checkOrNull, most, idle, retries);
    }

    public Task idle(Duration most) {
      return new Task(id, line, needs, files, checkOrNull, timeout, most, retries);
    }

    public Task retries(int most) {
      return new Task(id, line, needs, files, checkOrNull, timeout, idle, most);
    }

    TaskSpec build() {
      return new TaskSpec(
          new TaskId(id),
          "Do " + id,
          AgentName.COMMAND,
          new Work.Program(List.of("sh", "-c", line)),
          files,
          needs.stream().map(TaskId::new).toList(),
          checkOrNull,
          new TaskLimits(Duration.ofMinutes(1), timeout, idle, retries));
    }
  }

  /** A task that runs a line of the shell. */
  public static Task task(String id, String line) {
    return new Task(
        id, line, List.of(), List.of(), null, Duration.ofMinutes(1), Duration.ofMinutes(1), 0);
  }

  public static SamplePlans of(Task... tasks) {
    return new SamplePlans(new ArrayList<>(List.of(tasks)));
  }

  private static Check shell(String line) {
    return new Check(List.of("sh", "-c", line), Duration.ofMinutes(1));
  }

  public SamplePlans concurrency(int subagents) {
    concurrency = subagents;
    return this;
  }

  public SamplePlans wall(Duration most) {
    wall = most;
    return this;
  }

  public SamplePlans setup(String line) {
    setup = List.of("sh", "-c", line);
    return this;
  }

  public SamplePlans copy(String... globs) {
    copy = List.of(globs);
    return this;
  }

  public SamplePlans reports(String... globs) {
    reports = List.of(globs);
    return this;
  }

  public SamplePlans check(String line) {
    check = shell(line);
    return this;
  }

  public Plan build() {
    return new Plan(
        "sample",
        "HEAD",
        concurrency,
        new RunLimits(wall, Duration.ofMinutes(5), Budget.UNLIMITED),
        new WorkspaceSpec(setup, copy),
        Map.of("GREETING", "hello"),
        List.of(),
        tasks.stream().map(Task::build).toList(),
        new Combine(check, Combine.OnConflict.FAIL, 0, "Combine the samples", reports));
  }
}
