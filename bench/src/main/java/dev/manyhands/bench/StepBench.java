package dev.manyhands.bench;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.run.EffectLauncher;
import dev.manyhands.engine.run.EffectReconciler;
import dev.manyhands.engine.run.EventStore;
import dev.manyhands.engine.run.RunEntry;
import dev.manyhands.engine.run.RunLoop;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.StoredEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the policy and the loop spend on a step of a run, without store, git and processes, beside
 * few and beside many other tasks. All figures are CPU time.
 */
final class StepBench implements Bench.Measurement {
  private static final int ADDED = 1_000;

  @Override
  public void run(Lab lab) {
    measure(1_000, 64); // Warm.
    for (int tasks : new int[] {100, 1_000, 10_000, 50_000}) {
      measure(tasks, 64).print();
    }
    measure(5_000, 5_000).print();
  }

  private static Figure measure(int tasks, int slots) {
    Loop run = new Loop(tasks, slots);
    double start = run.cpuMillis(() -> run.tell(new Command.Start(run.now, HEAD, List.of())));
    double add =
        run.cpuMillis(
            () -> {
              for (int i = tasks; i < tasks + ADDED; i++) {
                run.tell(new Command.AddTasks(run.now, List.of(task(i))));
              }
            });
    double all = run.cpuMillis(run::goOn);
    Loop other = new Loop(tasks, slots);
    other.tell(new Command.Start(other.now, HEAD, List.of()));
    double resume = other.cpuMillis(() -> other.tell(new Command.Resume(other.now)));
    double cancel = other.cpuMillis(() -> other.tell(new Command.CancelRun(other.now, "enough")));
    return new Figure("steps")
        .with("tasks", tasks)
        .with("slots", slots)
        .with("startMs", start)
        .with("addMicros", add * 1000 / ADDED)
        .with("taskMicros", all * 1000 / (tasks + ADDED))
        .with("resumeMs", resume)
        .with("cancelMs", cancel);
  }

  private static final Head HEAD =
      new Head(new CommitId("0".repeat(40)), new TreeId("0".repeat(40)));

  /** Does in an instant what a run wants to have done, always the oldest first. */
  private static final class Loop implements EffectLauncher, EventStore {
    private final Deque<Effect> going = new ArrayDeque<>();
    private final RunLoop loop;
    private Instant now = Instant.EPOCH;
    private int head;

    Loop(int tasks, int slots) {
      loop =
          new RunLoop(
              new RunId("bench"),
              plan(tasks, slots),
              Decider.standard(),
              this,
              new EffectReconciler(this),
              (_, _) -> {});
    }

    void tell(Command command) {
      loop.step(List.of(command));
    }

    /** Goes on until nothing but the next deadline is waited for. */
    void goOn() {
      while (!going.isEmpty() && loop.state() instanceof RunState.Live) {
        Effect effect = going.remove();
        now = now.plusMillis(1);
        outcome(effect).ifPresent(this::tell);
        loop.ended(effect);
      }
    }

    private Optional<Command> outcome(Effect effect) {
      return switch (effect) {
        case Effect.RunAttempt run -> {
          int files = run.attempt().task().value().endsWith("0") ? 1 : 0;
          Change change = new Change(HEAD.commit(), HEAD.tree(), files, files, 0);
          AttemptEnd end =
              new AttemptEnd(
                  Outcome.SUCCEEDED, "", 0, change, "", new Usage(1, 1, Usage.NONE.costUsd()));
          yield Optional.of(new Command.FinishAttempt(now, run.attempt(), end));
        }
        case Effect.Verify verify -> {
          head++;
          Head next = new Head(new CommitId("%040x".formatted(head)), HEAD.tree());
          yield Optional.of(
              new Command.FinishMerge(
                  now, verify.number(), new Command.MergeEnd.Passed(next, List.of(), 1L)));
        }
        case Effect.Wake _, Effect.Salvage _, Effect.Deliver _, Effect.Publish _ ->
            Optional.empty();
      };
    }

    double cpuMillis(Runnable work) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
    }

    @Override
    public void start(Effect effect) {
      if (!(effect instanceof Effect.Wake)) {
        going.add(effect);
      }
    }

    @Override
    public void interrupt(Effect effect) {
      // What is not wanted any more goes on, in its turn.
    }

    @Override
    public void create(RunRecord run) {}

    @Override
    public void append(RunId run, long last, List<Event> events) {}

    @Override
    public List<StoredEvent> read(RunId run, long after, int most) {
      return List.of();
    }

    @Override
    public Optional<StoredEvent> last(RunId run) {
      return Optional.empty();
    }

    @Override
    public Optional<RunRecord> find(RunId run) {
      return Optional.empty();
    }

    @Override
    public Optional<RunEntry> entry(RunId run) {
      return Optional.empty();
    }

    @Override
    public List<RunEntry> runs() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static Plan plan(int tasks, int slots) {
    Duration day = Duration.ofDays(1);
    return new Plan(
        "bench",
        "HEAD",
        slots,
        new RunLimits(day, day, Budget.UNLIMITED),
        new WorkspaceSpec(null, List.of()),
        Map.of(),
        List.of(),
        IntStream.range(0, tasks).mapToObj(StepBench::task).toList(),
        new Combine(null, Combine.OnConflict.BY_WORK, 0, "bench", List.of()),
        true);
  }

  private static TaskSpec task(int number) {
    Duration hour = Duration.ofHours(1);
    return new TaskSpec(
        new TaskId("t" + number),
        "task",
        AgentName.COMMAND,
        new Work.Program(List.of("true")),
        List.of(),
        List.of(),
        null,
        new TaskLimits(hour, hour, hour, 0));
  }
}
