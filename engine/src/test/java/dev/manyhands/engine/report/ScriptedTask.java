package dev.manyhands.engine.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.AttemptReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A task of a sample, and what becomes of it. */
final class ScriptedTask {
  private static final Set<String> GOOD = Set.of("merged", "succeeded");
  private static final Set<String> BAD = Set.of("failed", "cancelled", "skipped");

  final TaskId id;
  final String title;
  final List<TaskId> needs;
  final List<Try> tries;
  final List<AttemptReport> attempts = new ArrayList<>();
  String state = "waiting";
  String reason;
  Instant readySince = Instant.EPOCH;

  ScriptedTask(TaskId id, String title, List<TaskId> needs, List<Try> tries) {
    this.id = id;
    this.title = title;
    this.needs = needs;
    this.tries = tries;
  }

  Try current() {
    return tries.get(attempts.size() - 1);
  }

  boolean endedWell() {
    return GOOD.contains(state);
  }

  boolean endedBadly() {
    return BAD.contains(state);
  }

  Duration busy(Instant now) {
    return attempts.stream()
        .map(
            attempt ->
                Duration.between(
                    attempt.startedAt(), Objects.requireNonNullElse(attempt.endedAtOrNull(), now)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** What an attempt will do. */
  record Try(Duration takes, String outcome, String reason) {}
}
