package dev.manyhands.engine;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.report.ReportProjection;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.Task;
import dev.manyhands.engine.git.Refs;
import dev.manyhands.engine.run.StoredEvent;
import java.util.List;
import java.util.stream.Stream;

/** What the events of a run say of it. */
public final class RunProjection {
  private RunProjection() {}

  /**
   * Returns what a run's history comes to.
   *
   * @param history all events of the run so far, in order
   */
  public static ReportProjection of(RunId run, Plan plan, List<StoredEvent> history) {
    ReportProjection projection =
        new ReportProjection(run, plan, attempt -> Refs.attempt(run, attempt));
    history.forEach(stored -> projection.on(stored.event()));
    return projection;
  }

  /** Returns what subagents wait to be told, in the order of tasks and questions. */
  static List<OpenQuestion> questions(ReportProjection projection) {
    return projection
        .live()
        .map(
            live ->
                live.tasks().stream()
                    .filter(Task::needsInput)
                    .flatMap(RunProjection::questions)
                    .toList())
        .orElse(List.of());
  }

  private static Stream<OpenQuestion> questions(Task task) {
    AttemptId attempt = new AttemptId(task.id(), task.tally().attempts());
    return task.talk().open().stream().map(question -> new OpenQuestion(attempt, question));
  }
}
