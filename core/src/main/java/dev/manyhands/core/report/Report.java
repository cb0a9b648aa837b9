package dev.manyhands.core.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, finished or under way.
 *
 * @param status {@code running}, or how the run ended: {@code succeeded}, {@code partial}, {@code
 *     failed}, {@code cancelled}
 * @param reason why the run did not end well, where the tasks do not say it; else empty
 * @param baseOrNull what the run started from; null before it started
 * @param resultOrNull null when nothing was combined
 * @param warnings what the user should know of the repository
 * @param tasks in the plan's order
 * @param checks of combinations, in order
 * @param tests totals over the collected test reports
 * @param startedAtOrNull null before the run started
 * @param endedAtOrNull null while the run is under way
 * @param wall from the run's start to its end, or to its latest event
 * @param busy the attempts' times added up: what the work takes one after the other
 * @param criticalPath the chain of needs that took longest, first to last
 * @param criticalPathTime how long that chain took at least
 */
public record Report(
    RunId run,
    String name,
    String status,
    String reason,
    @Nullable CommitId baseOrNull,
    @Nullable Result resultOrNull,
    List<String> warnings,
    List<TaskReport> tasks,
    List<CheckReport> checks,
    Tests tests,
    Usage usage,
    @Nullable Instant startedAtOrNull,
    @Nullable Instant endedAtOrNull,
    Duration wall,
    Duration busy,
    List<TaskId> criticalPath,
    Duration criticalPathTime) {
  public Report {
    warnings = List.copyOf(warnings);
    tasks = List.copyOf(tasks);
    checks = List.copyOf(checks);
    criticalPath = List.copyOf(criticalPath);
  }

  /** The status of a run that is not over. */
  public static final String RUNNING = "running";

  /** Returns the one commit that everything was combined into. */
  public Optional<Result> result() {
    return Optional.ofNullable(resultOrNull);
  }

  /** Returns the same report with other accounts of its tasks. */
  public Report withTasks(UnaryOperator<TaskReport> change) {
    return new Report(
        run,
        name,
        status,
        reason,
        baseOrNull,
        resultOrNull,
        warnings,
        tasks.stream().map(change).toList(),
        checks,
        tests,
        usage,
        startedAtOrNull,
        endedAtOrNull,
        wall,
        busy,
        criticalPath,
        criticalPathTime);
  }

  /** Returns the same report with the totals of the collected test reports. */
  public Report withTests(Tests totals) {
    return new Report(
        run,
        name,
        status,
        reason,
        baseOrNull,
        resultOrNull,
        warnings,
        tasks,
        checks,
        totals,
        usage,
        startedAtOrNull,
        endedAtOrNull,
        wall,
        busy,
        criticalPath,
        criticalPathTime);
  }

  /** The one commit that everything was combined into, and its branch. */
  public record Result(String branch, CommitId commit, TreeId tree) {}

  /**
   * What became of a task.
   *
   * @param state the word for the task's state, such as {@code merged}
   * @param reasonOrNull why it did not end well
   * @param changeOrNull what its latest attempt changed; null before the first ended
   * @param refOrNull where its latest attempt's files are kept; null when nowhere
   * @param summary the helper's last message; may be empty
   * @param resultOrNull the helper's structured result as JSON text; null when there is none
   * @param attempts in order
   */
  public record TaskReport(
      TaskId id,
      String title,
      String agent,
      String state,
      @Nullable String reasonOrNull,
      List<TaskId> needs,
      @Nullable Change changeOrNull,
      @Nullable String refOrNull,
      String summary,
      @Nullable String resultOrNull,
      List<AttemptReport> attempts) {
    public TaskReport {
      needs = List.copyOf(needs);
      attempts = List.copyOf(attempts);
    }

    /** A task without structured result. */
    public TaskReport(
        TaskId id,
        String title,
        String agent,
        String state,
        @Nullable String reasonOrNull,
        List<TaskId> needs,
        @Nullable Change changeOrNull,
        @Nullable String refOrNull,
        String summary,
        List<AttemptReport> attempts) {
      this(
          id,
          title,
          agent,
          state,
          reasonOrNull,
          needs,
          changeOrNull,
          refOrNull,
          summary,
          null,
          attempts);
    }

    /** Returns the same with what its helper said in full, and handed in. */
    public TaskReport with(String message, @Nullable String result) {
      return new TaskReport(
          id,
          title,
          agent,
          state,
          reasonOrNull,
          needs,
          changeOrNull,
          refOrNull,
          message,
          result,
          attempts);
    }
  }

  /**
   * One try of a task.
   *
   * @param outcomeOrNull the word for its outcome, such as {@code timed-out}; null while it runs
   * @param reason why it did not succeed; else empty
   * @param exitCodeOrNull the helper's exit code, when it ended by itself
   * @param queued how long the task had waited for a slot
   */
  public record AttemptReport(
      int number,
      String agent,
      @Nullable String outcomeOrNull,
      String reason,
      @Nullable Integer exitCodeOrNull,
      CommitId base,
      Instant startedAt,
      @Nullable Instant endedAtOrNull,
      Duration queued,
      @Nullable Change changeOrNull,
      Usage usage) {}

  /**
   * A combined check.
   *
   * @param tasks whose changes were part of the tree, besides those that had been merged before
   */
  public record CheckReport(
      int number, TreeId tree, List<TaskId> tasks, boolean passed, Instant endedAt, Duration took) {
    public CheckReport {
      tasks = List.copyOf(tasks);
    }
  }

  /** Totals over test reports. */
  public record Tests(long total, long passed, long failed, long skipped) {
    /** No test reports. */
    public static final Tests NONE = new Tests(0, 0, 0, 0);
  }
}
