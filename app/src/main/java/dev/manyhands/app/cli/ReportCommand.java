package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunReports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands report RUN}. */
final class ReportCommand extends Command {
  private final PositionalParamSpec run = runParameter(false);
  private final OptionSpec format =
      option("--format", "FORMAT", "md (default), json, html, junit or sarif.");
  private final OptionSpec output = option("--output", "FILE", "Write to a file.");

  ReportCommand(Console console) {
    super(console, "report", "Print what became of a run.");
    explain(
        "md is for people, html one page with a time line and the diffs, json for programs; junit"
            + " and sarif hold the test cases and findings of all helpers in one file.");
    addRepo();
    add(run, format, output);
    examples(
        "manyhands report latest",
        "manyhands report latest --format html --output report.html",
        "manyhands report latest --format json | jq .tasks");
  }

  @Override
  int run() throws InterruptedException {
    RunReports.Format wanted = format();
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      RunReports reports = new RunReports(orchestrator);
      String file = text(output);
      if (file == null) {
        reports.write(orchestrator.report(id), wanted, console.out());
        console.flush();
        return ExitCode.OK;
      }
      try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(Path.of(file)))) {
        reports.write(orchestrator.report(id), wanted, to);
      } catch (IOException e) {
        throw ManyhandsException.external(file + " cannot be written: " + e.getMessage(), "", e);
      }
      return ExitCode.OK;
    }
  }

  private RunReports.Format format() {
    String name = text(format);
    return switch (name == null ? "md" : name) {
      case "md" -> RunReports.Format.MARKDOWN;
      case "json" -> RunReports.Format.JSON;
      case "html" -> RunReports.Format.HTML;
      case "junit" -> RunReports.Format.JUNIT;
      case "sarif" -> RunReports.Format.SARIF;
      default ->
          throw ManyhandsException.usage(
              "there is no format '%s'".formatted(name), "use md, json, html, junit or sarif");
    };
  }
}
