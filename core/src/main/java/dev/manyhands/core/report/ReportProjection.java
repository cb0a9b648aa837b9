package dev.manyhands.core.report;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Finished;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Unstarted;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import dev.manyhands.core.run.Tasks;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Derives a run's report from its plan and its events. Events are given one after the other; a
 * report can be taken at any time.
 */
public final class ReportProjection {
  private final RunId run;
  private final Plan plan;
  private final Function<AttemptId, String> refs;
  private final Map<TaskId, List<AttemptReport>> attempts = new HashMap<>();
  private final Map<TaskId, String> summaries = new HashMap<>();
  private final List<CheckReport> checks = new ArrayList<>();
  private List<String> warnings = List.of();
  private Report.@Nullable Result result;
  private String reason = "";
  private RunState state;

  /**
   * Creates a projection that has seen no event.
   *
   * @param refs names the place where an attempt's files are kept
   */
  public ReportProjection(RunId run, Plan plan, Function<AttemptId, String> refs) {
    this.run = run;
    this.plan = plan;
    this.refs = refs;
    this.state = Decider.standard().initial(plan);
  }

  /** Takes the next event. */
  public void on(Event event) {
    RunState before = state;
    state = Decider.standard().evolve(before, event);
    switch (event) {
      case Event.RunStarted e -> warnings = e.warnings();
      case Event.AttemptStarted e -> attemptStarted(before, e);
      case Event.AttemptEnded e -> attemptEnded(e);
      case Event.TaskReturned e -> {
        amendLatest(e.task(), attempt -> returned(attempt, e));
        if (e.outcome() == Outcome.CONFLICT) {
          leaveOutOfLatestCheck(before, e.task());
        }
      }
      case Event.MergePassed e -> {
        if (e.checkMsOrNull() != null) {
          check(before, e.number(), e.head().tree(), true, e.at(), e.checkMsOrNull());
        }
      }
      case Event.MergeFailed e -> check(before, e.number(), e.tree(), false, e.at(), e.checkMs());
      case Event.ResultPublished e -> result = new Report.Result(e.branch(), e.commit(), e.tree());
      case Event.RunFinished e -> reason = e.reason();
      case Event.AttemptCharged e ->
          amendLatest(e.task(), attempt -> charged(attempt, attempt.usage().max(e.usage())));
      case Event.TasksAdded _,
          Event.RunClosed _,
          Event.MessageSent _,
          Event.MessageDelivered _,
          Event.QuestionAsked _,
          Event.QuestionAnswered _,
          Event.Noted _,
          Event.RunResumed _,
          Event.TimeLost _,
          Event.MergesUndone _,
          Event.RunCancelling _,
          Event.AttemptStopping _,
          Event.TaskRetried _,
          Event.TaskMerged _,
          Event.TaskSucceeded _,
          Event.TaskFailed _,
          Event.TaskCancelled _,
          Event.TaskSkipped _,
          Event.MergeStarted _,
          Event.MergeTroubled _,
          Event.PublishStarted _,
          Event.PublishFailed _ -> {}
    }
  }

  /** Returns the state that the events so far lead to. */
  public RunState state() {
    return state;
  }

  /** Returns what the events so far say, without test totals. */
  public Report report() {
    Optional<Live> live = live(state);
    List<TaskReport> tasks =
        live.map(l -> l.tasks().stream().map(this::task).toList())
            .orElseGet(() -> plan.tasks().stream().map(this::unstarted).toList());
    List<TaskSpec> specs =
        live.map(l -> l.tasks().stream().map(Task::spec).toList()).orElseGet(plan::tasks);
    CriticalPath path = CriticalPath.of(specs, this::busy);
    return new Report(
        run,
        plan.name(),
        state instanceof Finished finished ? finished.status().word() : Report.RUNNING,
        reason,
        live.map(now -> now.base().commit()).orElse(null),
        result,
        warnings,
        tasks,
        checks,
        Report.Tests.NONE,
        attempts.values().stream()
            .flatMap(List::stream)
            .map(AttemptReport::usage)
            .reduce(Usage.NONE, Usage::plus),
        live.map(Live::startedAt).orElse(null),
        state instanceof Finished finished ? finished.last().now() : null,
        live.map(l -> Duration.between(l.startedAt(), l.now())).orElse(Duration.ZERO),
        specs.stream().map(TaskSpec::id).map(this::busy).reduce(Duration.ZERO, Duration::plus),
        path.tasks(),
        path.took());
  }

  /** Says whether the run has a task of this id, from its start or since. */
  public boolean has(TaskId task) {
    return tasks().isPresent()
        ? tasks().get().find(task).isPresent()
        : plan.tasks().stream().anyMatch(spec -> spec.id().equals(task));
  }

  /** Returns what the report says of one task. */
  public Optional<TaskReport> report(TaskId task) {
    return tasks().isPresent()
        ? tasks().get().find(task).map(this::task)
        : plan.tasks().stream()
            .filter(spec -> spec.id().equals(task))
            .findFirst()
            .map(this::unstarted);
  }

  /** Returns the tasks of the run as they stand, or stood at its end; empty before its start. */
  public Optional<Tasks> tasks() {
    return live(state).map(Live::tasks);
  }

  /** Returns the run as it is under way; empty before it started and when it is over. */
  public Optional<Live> live() {
    return state instanceof Live live ? Optional.of(live) : Optional.empty();
  }

  private static Optional<Live> live(RunState state) {
    return switch (state) {
      case Unstarted _ -> Optional.empty();
      case Live live -> Optional.of(live);
      case Finished finished -> Optional.of(finished.last());
    };
  }

  private void attemptStarted(RunState before, Event.AttemptStarted event) {
    Task task = live(before).orElseThrow().tasks().get(event.task());
    Instant ready =
        task.state() instanceof TaskState.Ready r ? later(r.since(), r.notBefore()) : event.at();
    Duration queued = Duration.between(ready, event.at());
    attempts
        .computeIfAbsent(event.task(), _ -> new ArrayList<>())
        .add(
            new AttemptReport(
                event.attempt(),
                task.spec().agent().value(),
                null,
                "",
                null,
                event.base(),
                event.at(),
                null,
                queued.isNegative() ? Duration.ZERO : queued,
                null,
                Usage.NONE));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void attemptEnded(Event.AttemptEnded event) {
    AttemptEnd end = event.end();
    summaries.put(event.task(), end.summary());
    amendLatest(
        event.task(),
        started ->
            new AttemptReport(
                started.number(),
                started.agent(),
                end.outcome().word(),
                end.reason(),
                end.exitCodeOrNull(),
                started.base(),
                started.startedAt(),
                event.at(),
                started.queued(),
                end.changeOrNull(),
                started.usage().max(end.usage())));
  }

  private static AttemptReport charged(AttemptReport attempt, Usage usage) {
    return new AttemptReport(
        attempt.number(),
        attempt.agent(),
        attempt.outcomeOrNull(),
        attempt.reason(),
        attempt.exitCodeOrNull(),
        attempt.base(),
        attempt.startedAt(),
        attempt.endedAtOrNull(),
        attempt.queued(),
        attempt.changeOrNull(),
        usage);
  }

  private static AttemptReport returned(AttemptReport ended, Event.TaskReturned event) {
    return new AttemptReport(
        ended.number(),
        ended.agent(),
        event.outcome().word(),
        event.reason(),
        ended.exitCodeOrNull(),
        ended.base(),
        ended.startedAt(),
        ended.endedAtOrNull(),
        ended.queued(),
        ended.changeOrNull(),
        ended.usage());
  }

  private void amendLatest(TaskId task, Function<AttemptReport, AttemptReport> amend) {
    List<AttemptReport> ofTask = Objects.requireNonNull(attempts.get(task));
    ofTask.addLast(amend.apply(ofTask.removeLast()));
  }

  private void check(
      RunState before, int number, TreeId tree, boolean passed, Instant endedAt, long ms) {
    List<TaskId> tasks =
        live(before).orElseThrow().integration().group().stream()
            .map(Candidate::attempt)
            .map(AttemptId::task)
            .toList();
    checks.add(new CheckReport(number, tree, tasks, passed, endedAt, Duration.ofMillis(ms)));
  }

  /**
   * Takes out of the check that has just passed what conflicts, and so was not part of its tree.
   */
  private void leaveOutOfLatestCheck(RunState before, TaskId task) {
    int latest = live(before).orElseThrow().integration().number();
    if (checks.isEmpty() || checks.getLast().number() != latest) {
      return;
    }
    CheckReport check = checks.removeLast();
    checks.add(
        new CheckReport(
            check.number(),
            check.tree(),
            check.tasks().stream().filter(id -> !id.equals(task)).toList(),
            check.passed(),
            check.endedAt(),
            check.took()));
  }

  private TaskReport unstarted(TaskSpec spec) {
    return new TaskReport(
        spec.id(),
        spec.title(),
        spec.agent().value(),
        "waiting",
        null,
        spec.needs(),
        null,
        null,
        "",
        List.of());
  }

  private TaskReport task(Task task) {
    List<AttemptReport> ofTask = attempts.getOrDefault(task.id(), List.of());
    Optional<AttemptReport> kept =
        ofTask.reversed().stream().filter(attempt -> attempt.changeOrNull() != null).findFirst();
    return new TaskReport(
        task.id(),
        task.spec().title(),
        task.spec().agent().value(),
        word(task),
        reason(task.state()),
        task.spec().needs(),
        kept.map(AttemptReport::changeOrNull).orElse(null),
        kept.map(attempt -> refs.apply(new AttemptId(task.id(), attempt.number()))).orElse(null),
        summaries.getOrDefault(task.id(), ""),
        ofTask);
  }

  /** Returns the word that people and programs know the state of a task by. */
  public static String word(Task task) {
    return task.needsInput() ? "needs-input" : word(task.state());
  }

  /** Returns the word that people and programs know a state by. */
  public static String word(TaskState state) {
    return switch (state) {
      case TaskState.Waiting _ -> "waiting";
      case TaskState.Ready _ -> "ready";
      case TaskState.Running _, TaskState.Stopping _ -> "running";
      case TaskState.Merging _ -> "merging";
      case TaskState.Merged _ -> "merged";
      case TaskState.Succeeded _ -> "succeeded";
      case TaskState.Failed _ -> "failed";
      case TaskState.Cancelled _ -> "cancelled";
      case TaskState.Skipped _ -> "skipped";
    };
  }

  private static @Nullable String reason(TaskState state) {
    return switch (state) {
      case TaskState.Failed failed -> failed.reason();
      case TaskState.Cancelled cancelled -> cancelled.reason();
      case TaskState.Skipped skipped ->
          "it needs '%s', which did not end well".formatted(skipped.because());
      case TaskState.Waiting _,
          TaskState.Ready _,
          TaskState.Running _,
          TaskState.Stopping _,
          TaskState.Merging _,
          TaskState.Merged _,
          TaskState.Succeeded _ ->
          null;
    };
  }

  private Duration busy(TaskId task) {
    Instant latest = live(state).map(Live::now).orElse(Instant.EPOCH);
    return attempts.getOrDefault(task, List.of()).stream()
        .map(
            attempt ->
                Duration.between(
                    attempt.startedAt(),
                    Objects.requireNonNullElse(attempt.endedAtOrNull(), latest)))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
