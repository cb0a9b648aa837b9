package dev.manyhands.app.cli;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.report.JsonReport;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands status [RUN]}. */
final class StatusCommand extends Command {
  private final PositionalParamSpec run = runParameter(false);
  private final OptionSpec json = flag("Print the report as JSON.", "--json");

  StatusCommand(Console console) {
    super(console, "status", "Show where a run and its tasks stand.");
    addRepo();
    add(run, json);
    examples("manyhands status", "manyhands status latest --json | jq .tasks[].state");
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      if (text(run) == null && orchestrator.runs().isEmpty()) {
        console.note("No run yet. Start one with 'manyhands run PLAN'.");
        return ExitCode.OK;
      }
      RunId id = runOf(orchestrator, run);
      Report report = orchestrator.report(id);
      if (isSet(json)) {
        console.result(JsonReport.write(report).stripTrailing());
        return ExitCode.OK;
      }
      RunSummary summary = orchestrator.summary(id);
      console.result(new Summary(console.colour()).text(report, summary.status(), true));
      if (summary.status().equals(RunSummary.INTERRUPTED)) {
        console.note("Go on with 'manyhands resume %s'.".formatted(id));
      }
      return ExitCode.OK;
    }
  }
}
