package dev.manyhands.app.cli;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.RunReports;
import dev.manyhands.engine.report.JsonReport;
import java.nio.file.Path;
import java.time.Duration;

/** Carries a run while a person or a program waits for it. */
final class Foreground {
  private static final Duration A_WHILE = Duration.ofHours(1);

  private final Console console;
  private final Orchestrator orchestrator;
  private final Progress progress;
  private final CarryOptions options;

  Foreground(Console console, Orchestrator orchestrator, Progress progress, CarryOptions options) {
    this.console = console;
    this.orchestrator = orchestrator;
    this.progress = progress;
    this.options = options;
  }

  /** Carries a run to its end, or until it is interrupted; returns the exit code. */
  int carry(RunId run) throws InterruptedException {
    try (ProgressView view = ProgressView.of(console, orchestrator, run, options.quiet())) {
      progress.showOn(view, view);
      Interruption interruption = Interruption.listen(orchestrator, view);
      try {
        if (orchestrator instanceof EmbeddedOrchestrator embedded) {
          new Turn(console, embedded, interruption::happened).carry(run);
          await(run);
        } else {
          Follower follower = new Follower(orchestrator, run, view);
          try {
            orchestrator.carry(run);
            await(run);
          } finally {
            follower.finish();
          }
        }
      } finally {
        interruption.ignore();
      }
    }
    Report report = orchestrator.report(run);
    return report.endedAtOrNull() == null ? interrupted(report) : over(report);
  }

  private void await(RunId run) throws InterruptedException {
    boolean ended = false;
    while (!ended) {
      ended = orchestrator.await(run, A_WHILE);
    }
  }

  private int interrupted(Report report) {
    long done =
        report.tasks().stream()
            .filter(task -> task.state().equals("merged") || task.state().equals("succeeded"))
            .count();
    console.note(
        "Interrupted. %d of %d tasks are done, and all work so far is kept."
            .formatted(done, report.tasks().size()));
    console.note("Go on with:  manyhands resume %s".formatted(report.run()));
    console.note("or end it:   manyhands cancel %s".formatted(report.run()));
    return ExitCode.INTERRUPTED;
  }

  private int over(Report report) throws InterruptedException {
    Path page = new RunReports(orchestrator).write(report);
    if (options.json()) {
      console.result(JsonReport.write(report).stripTrailing());
    } else {
      console.result(new Summary(console.colour()).text(report, report.status(), false));
      console.result("report: " + page);
      if (report.result().isPresent()) {
        console.result(
            "next: 'manyhands diff %s', then 'manyhands land %s'"
                .formatted(report.run(), report.run()));
      }
    }
    return ExitCode.of(report);
  }
}
