package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.ReportProjection;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.engine.attempt.RunFolder;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.report.collected.CollectedReports;
import dev.manyhands.engine.run.RunEntry;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.store.SqliteEventStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of the runs of a repository, whoever carries them. Changes nothing. */
final class RunArchive {
  private final Repository repository;
  private final Home home;
  private final SqliteEventStore store;
  private final LookedAtRuns looked;

  /** Of a run that is over, and so stays as it is: a page of reports asks for it often. */
  private volatile @Nullable Report last;

  RunArchive(Repository repository, Home home, SqliteEventStore store) {
    this.repository = repository;
    this.home = home;
    this.store = store;
    this.looked = new LookedAtRuns(store);
  }

  /**
   * Returns the run that is meant.
   *
   * @param reference its id, the beginning of its id, or {@code latest}
   */
  RunId find(String reference) {
    // Whoever has a whole id asks often.
    return RunId.parse(reference)
        .filter(this::has)
        .orElseGet(() -> RunReference.find(reference, store.runs(), repository.root()));
  }

  boolean has(RunId run) {
    return store.find(run).isPresent();
  }

  RunRecord record(RunId run) {
    return store.find(run).orElseThrow(() -> noRun(run));
  }

  /** Returns what a list shows of a run, which costs less than reading its plan. */
  RunEntry entry(RunId run) {
    return store.entry(run).orElseThrow(() -> noRun(run));
  }

  private static ManyhandsException noRun(RunId run) {
    return ManyhandsException.usage(
        "there is no run " + run, "'manyhands list' shows the runs that there are");
  }

  boolean isOver(RunId run) {
    return entry(run).end().isPresent();
  }

  /** Sums up a run; one that is not over is interrupted unless somebody carries it. */
  static RunSummary summary(RunEntry run, boolean carried) {
    String status =
        run.end().map(RunStatus::word).orElse(carried ? Report.RUNNING : RunSummary.INTERRUPTED);
    return new RunSummary(run.id(), run.name(), status, run.tasks(), run.createdAt());
  }

  /** Says whether a run has a task, from its start or since. */
  boolean hasTask(RunId run, TaskId task) {
    return looked.look(run, record(run).plan(), projection -> projection.has(task));
  }

  void demandTask(RunId run, TaskId task) {
    if (!hasTask(run, task)) {
      throw noTask(run, task);
    }
  }

  private static ManyhandsException noTask(RunId run, TaskId task) {
    return ManyhandsException.usage(
        "run %s has no task '%s'".formatted(run, task),
        "'manyhands status %s' lists its tasks".formatted(run));
  }

  List<OpenQuestion> questions(RunId run) {
    return looked.look(run, record(run).plan(), RunProjection::questions);
  }

  Report report(RunId run) {
    Report known = last;
    if (known != null && known.run().equals(run)) {
      return known;
    }
    Report report = reportNow(run);
    if (report.endedAtOrNull() != null) {
      last = report;
    }
    return report;
  }

  private Report reportNow(RunId run) {
    Results results = new Results(folder(run));
    return looked
        .look(run, record(run).plan(), ReportProjection::report)
        .withTests(tests(run))
        .withTasks(results::of);
  }

  private Report.Tests tests(RunId run) {
    try {
      return CollectedReports.in(folder(run).collected()).tests();
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the collected reports of run %s cannot be read: %s".formatted(run, e.getMessage()),
          "",
          e);
    }
  }

  RunFolder folder(RunId run) {
    return home.run(run);
  }

  /** Writes what a run changed, or one of its tasks, as git shows it. */
  void diff(RunId run, Optional<TaskId> task, List<String> options, OutputStream to)
      throws InterruptedException {
    Report report = report(run);
    if (task.isEmpty()) {
      String yet = report.status().equals(Report.RUNNING) ? " yet" : "";
      Report.Result result =
          report
              .result()
              .orElseThrow(
                  () ->
                      ManyhandsException.conflict(
                          "run %s has no result%s".formatted(run, yet),
                          "'manyhands diff %s TASK' shows what one task changed".formatted(run)));
      new DiffText(repository).write(report.baseOrNull(), result.commit(), options, to);
      return;
    }
    Report.AttemptReport attempt = latest(report, task.get());
    CommitId kept = attempt.changeOrNull() == null ? null : attempt.changeOrNull().commit();
    new DiffText(repository).write(attempt.base(), kept, options, to);
  }

  private static Report.AttemptReport latest(Report report, TaskId id) {
    Report.TaskReport task =
        report.tasks().stream()
            .filter(t -> t.id().equals(id))
            .findFirst()
            .orElseThrow(() -> noTask(report.run(), id));
    return task.attempts().reversed().stream()
        .filter(attempt -> attempt.changeOrNull() != null)
        .findFirst()
        .orElseThrow(
            () ->
                ManyhandsException.conflict(
                    "task '%s' has no files that are kept, yet".formatted(id), ""));
  }

  /** Returns the result of a run that is over. */
  Report.Result result(RunId run) {
    Report report = report(run);
    return report
        .result()
        .orElseThrow(
            () ->
                ManyhandsException.conflict(
                    report.status().equals(Report.RUNNING)
                        ? "run %s is not over yet".formatted(run)
                        : "run %s has no result to land".formatted(run),
                    "'manyhands report %s' says what became of it".formatted(run)));
  }
}
