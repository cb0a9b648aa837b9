package dev.manyhands.app.cli;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Landed;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands land RUN}. */
final class LandCommand extends Command {
  private final PositionalParamSpec run = runParameter(true);

  LandCommand(Console console) {
    super(console, "land", "Bring a run's result into the branch that is checked out.");
    explain(
        "It is refused when that would overwrite anything in the checkout. When the branch has"
            + " moved on since the run started, the result is put on top of it, unless both changed"
            + " the same lines; that combination has not been checked.");
    addRepo();
    add(run);
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      Report report = orchestrator.report(id);
      if (report.endedAtOrNull() != null && report.result().isEmpty()) {
        console.note("manyhands: run %s has no result to land".formatted(id));
        console.note("hint: 'manyhands report %s' says what became of it".formatted(id));
        return ExitCode.NOTHING_COMBINED;
      }
      Landed landed = orchestrator.land(id);
      console.result(
          landed.before()
              ? "%s has the result already".formatted(landed.branch())
              : "%s is at %s now".formatted(landed.branch(), landed.commit().abbreviated()));
      if (landed.combined()) {
        console.note(
            "The branch had moved on: what it has now has not been checked as a whole. Check it.");
      }
      return ExitCode.OK;
    }
  }
}
