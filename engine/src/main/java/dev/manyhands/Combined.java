package dev.manyhands;

import dev.manyhands.core.report.Report;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What became of a run that is over. */
public final class Combined {
  private final Report report;

  Combined(Report report) {
    this.report = report;
  }

  /** How a run ended. */
  public enum Status {
    /** All tasks ended well, and what they changed is combined. */
    SUCCEEDED,
    /** Some tasks did not end well; what the others changed is combined. */
    PARTIAL,
    /** Nothing could be combined. */
    FAILED,
    /** Somebody asked for its end. */
    CANCELLED
  }

  /**
   * A task whose change is not part of the result.
   *
   * @param state {@code failed}, {@code cancelled} or {@code skipped}
   * @param reason for people
   */
  public record Rejected(String task, String state, String reason) {}

  /** Returns how the run ended. */
  public Status status() {
    return switch (report.status()) {
      case "succeeded" -> Status.SUCCEEDED;
      case "partial" -> Status.PARTIAL;
      case "cancelled" -> Status.CANCELLED;
      default -> Status.FAILED;
    };
  }

  /** Returns why the run did not end well, where its tasks do not say it; else empty. */
  public String reason() {
    return report.reason();
  }

  /** Returns the branch of the result; empty when nothing was changed, or could be combined. */
  public Optional<String> branch() {
    return report.result().map(Report.Result::branch);
  }

  /** Returns the id of the one commit that everything was combined into. */
  public Optional<String> commit() {
    return report.result().map(result -> result.commit().hex());
  }

  /** Returns the ids of the tasks whose changes are part of the result, in the order of tasks. */
  public List<String> merged() {
    return in("merged");
  }

  /** Returns the ids of the tasks that ended well and changed nothing, in the order of tasks. */
  public List<String> unchanged() {
    return in("succeeded");
  }

  private List<String> in(String state) {
    return report.tasks().stream()
        .filter(task -> task.state().equals(state))
        .map(task -> task.id().value())
        .toList();
  }

  /** Returns the tasks that did not end well, in the order of tasks. */
  public List<Rejected> rejected() {
    return report.tasks().stream()
        .filter(task -> Set.of("failed", "cancelled", "skipped").contains(task.state()))
        .map(
            task ->
                new Rejected(
                    task.id().value(),
                    task.state(),
                    Objects.requireNonNullElse(task.reasonOrNull(), "")))
        .toList();
  }

  @Override
  public String toString() {
    return "%s%s: %d merged, %d unchanged, %d rejected"
        .formatted(
            report.status(),
            branch().map(branch -> " (" + branch + ")").orElse(""),
            merged().size(),
            unchanged().size(),
            rejected().size());
  }
}
