package dev.manyhands.core.run;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans for tests: says what matters, and fills in the rest. */
public final class Plans {
  /** The limit of every run that says nothing else. */
  public static final Duration WALL = Duration.ofHours(2);

  /** The limit of waiting for a slot that holds where nothing else is said. */
  public static final Duration QUEUE = Duration.ofHours(1);

  /** The limits of every task that says nothing else. */
  public static final TaskLimits LIMITS =
      new TaskLimits(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(5), 1);

  /** How long the combined check may take. */
  public static final Duration CHECK = Duration.ofMinutes(3);

  private final List<Spec> specs;
  private int concurrency = 8;
  private Duration wall = WALL;
  private Duration queue = QUEUE;
  private @Nullable Check check = new Check(List.of("check"), CHECK);
  private Combine.OnConflict onConflict = Combine.OnConflict.FAIL;
  private int returns;
  private Budget budget = Budget.UNLIMITED;
  private boolean open;

  private Plans(List<Spec> specs) {
    this.specs = specs;
  }

  /** A task in the making. */
  public record Spec(String id, List<String> needs, TaskLimits limits, Work work) {
    public Spec needs(String... others) {
      return new Spec(id, List.of(others), limits, work);
    }

    public Spec retries(int retries) {
      return new Spec(
          id,
          needs,
          new TaskLimits(limits.start(), limits.timeout(), limits.idle(), retries),
          work);
    }

    public Spec prompt() {
      return new Spec(id, needs, limits, new Work.Prompt("do " + id));
    }

    /** Limits what one attempt may consume. */
    public Spec tokens(long most) {
      Brief b = Brief.STANDARD;
      Brief brief =
          new Brief(null, false, new Budget(most, null), null, b.permissions(), b.patience());
      return new Spec(id, needs, limits, new Work.Prompt("do " + id, brief));
    }

    public TaskSpec build() {
      AgentName agent = work instanceof Work.Program ? AgentName.COMMAND : new AgentName("claude");
      return new TaskSpec(
          new TaskId(id),
          "Do " + id,
          agent,
          work,
          List.of(),
          needs.stream().map(TaskId::new).toList(),
          null,
          limits);
    }
  }

  public static Spec task(String id) {
    return new Spec(id, List.of(), LIMITS, new Work.Program(List.of("do", id)));
  }

  /** Returns tasks without needs: t1, t2, and so on. */
  public static Spec[] tasks(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> task("t" + i)).toArray(Spec[]::new);
  }

  public static Plans plan(Spec... tasks) {
    return new Plans(Arrays.asList(tasks));
  }

  public Plans concurrency(int subagents) {
    concurrency = subagents;
    return this;
  }

  public Plans wall(Duration limit) {
    wall = limit;
    return this;
  }

  public Plans queue(Duration limit) {
    queue = limit;
    return this;
  }

  /** Limits what the whole run may consume, in US dollars. */
  public Plans cost(String most) {
    budget = new Budget(null, new BigDecimal(most));
    return this;
  }

  /** Limits what the whole run may consume. */
  public Plans tokens(long most) {
    budget = new Budget(most, null);
    return this;
  }

  /** Lets tasks be added while the run is under way. */
  public Plans open() {
    open = true;
    return this;
  }

  public Plans withoutCheck() {
    check = null;
    return this;
  }

  /** Lets a task come back from the merge queue this many times. */
  public Plans returns(int most) {
    onConflict = Combine.OnConflict.RETRY;
    returns = most;
    return this;
  }

  public Plan build() {
    return new Plan(
        "test",
        "HEAD",
        concurrency,
        new RunLimits(wall, queue, budget),
        new WorkspaceSpec(null, List.of()),
        Map.of(),
        List.of(),
        specs.stream().map(Spec::build).toList(),
        new Combine(check, onConflict, returns, "Combine", List.of()),
        open);
  }
}
