package dev.manyhands.engine.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What reports for people work out from a report. */
public final class Figures {
  /** The words for a task's state, in the order in which reports count them. */
  public static final List<String> STATES =
      List.of(
          "merged",
          "succeeded",
          "failed",
          "cancelled",
          "skipped",
          "merging",
          "running",
          "needs-input",
          "ready",
          "waiting");

  private static final Set<String> WELL = Set.of("merged", "succeeded");
  private static final Set<String> BADLY = Set.of("failed", "cancelled", "skipped");

  private final Report report;
  private final Instant now;
  private final Map<TaskId, List<TaskId>> heldUp = new HashMap<>();

  private Figures(Report report) {
    this.report = report;
    Instant start = report.startedAtOrNull();
    this.now = start == null ? Instant.EPOCH : start.plus(report.wall());
    collectHeldUp();
  }

  /** Returns the figures of a report. */
  public static Figures of(Report report) {
    return new Figures(report);
  }

  /** Returns how many tasks are in each state that occurs. */
  public Map<String, Long> states() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String state : STATES) {
      long count = report.tasks().stream().filter(task -> task.state().equals(state)).count();
      if (count > 0) {
        counts.put(state, count);
      }
    }
    return counts;
  }

  /** Returns how many tasks ended well. */
  public long well() {
    return report.tasks().stream().filter(Figures::endedWell).count();
  }

  /** Says whether a task ended well. */
  public static boolean endedWell(TaskReport task) {
    return WELL.contains(task.state());
  }

  /** Says whether a task ended, and not well. */
  public static boolean endedBadly(TaskReport task) {
    return BADLY.contains(task.state());
  }

  /** Returns the tasks that were given up or cancelled, in the plan's order. */
  public List<TaskReport> failures() {
    return report.tasks().stream()
        .filter(task -> endedBadly(task) && !task.state().equals("skipped"))
        .toList();
  }

  /** Returns the tasks that were skipped because of a task, directly or not. */
  public List<TaskId> heldUpBy(TaskId task) {
    return heldUp.getOrDefault(task, List.of());
  }

  private void collectHeldUp() {
    Map<TaskId, List<TaskId>> dependents = new HashMap<>();
    Set<TaskId> skipped = new HashSet<>();
    for (TaskReport task : report.tasks()) {
      if (task.state().equals("skipped")) {
        skipped.add(task.id());
        task.needs()
            .forEach(
                need -> dependents.computeIfAbsent(need, _ -> new ArrayList<>()).add(task.id()));
      }
    }
    for (TaskReport failure : failures()) {
      Set<TaskId> reached = new HashSet<>();
      List<TaskId> found = new ArrayList<>(dependents.getOrDefault(failure.id(), List.of()));
      reached.addAll(found);
      for (int i = 0; i < found.size(); i++) {
        for (TaskId next : dependents.getOrDefault(found.get(i), List.of())) {
          if (skipped.contains(next) && reached.add(next)) {
            found.add(next);
          }
        }
      }
      heldUp.put(failure.id(), List.copyOf(found));
    }
  }

  /** Returns how many attempts there were. */
  public long attempts() {
    return report.tasks().stream().mapToLong(task -> task.attempts().size()).sum();
  }

  /** Returns how many attempts there were besides each task's first. */
  public long retries() {
    return report.tasks().stream().mapToLong(task -> Math.max(0, task.attempts().size() - 1)).sum();
  }

  /** Returns how many times longer the work takes one after the other; empty when unknown. */
  public OptionalDouble factor() {
    long wall = report.wall().toMillis();
    long busy = report.busy().toMillis();
    return wall <= 0 || busy <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) busy / wall);
  }

  /** Returns the moment that the report is about: the run's end, or its latest event. */
  public Instant now() {
    return now;
  }

  /** Returns how long an attempt took, or has taken so far. */
  public Duration took(AttemptReport attempt) {
    Instant end = attempt.endedAtOrNull();
    Duration took = Duration.between(attempt.startedAt(), end == null ? now : end);
    return took.isNegative() ? Duration.ZERO : took;
  }

  /** Returns how long a task's attempts took. */
  public Duration took(TaskReport task) {
    return task.attempts().stream().map(this::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns why a task is as it is: its own reason, or why it is being tried again. */
  public static Optional<String> reason(TaskReport task) {
    if (task.reasonOrNull() != null) {
      return Optional.of(task.reasonOrNull());
    }
    if (endedWell(task)) {
      return Optional.empty();
    }
    return task.attempts().reversed().stream()
        .filter(attempt -> attempt.outcomeOrNull() != null)
        .findFirst()
        .map(AttemptReport::reason)
        .filter(reason -> !reason.isEmpty());
  }
}
