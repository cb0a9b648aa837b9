package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.JsonReport;
import dev.manyhands.engine.report.MarkdownReport;
import dev.manyhands.engine.report.collected.CollectedReports;
import dev.manyhands.engine.report.collected.JUnitReport;
import dev.manyhands.engine.report.collected.Problem;
import dev.manyhands.engine.report.collected.SarifReport;
import dev.manyhands.engine.report.html.HtmlReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the report of a run in every format. */
public final class RunReports {
  private final Orchestrator orchestrator;

  /** A format of the report, and the file that a run keeps it in. */
  public enum Format {
    MARKDOWN("report.md"),
    JSON("report.json"),
    HTML("report.html"),
    JUNIT("junit.xml"),
    SARIF("findings.sarif");

    private final String file;

    Format(String file) {
      this.file = file;
    }
  }

  public RunReports(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  /**
   * Writes all formats into the run's folder.
   *
   * @return the page for people
   */
  public Path write(Report report) {
    CollectedReports collected = collected(report);
    for (Format format : Format.values()) {
      Path file = file(report.run(), format);
      try {
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          write(report, collected, format, out);
        }
      } catch (IOException e) {
        throw ManyhandsException.external(file + " cannot be written: " + e.getMessage(), "", e);
      }
    }
    return file(report.run(), Format.HTML);
  }

  private Path file(RunId run, Format format) {
    return orchestrator.folder(run).root().resolve("report").resolve(format.file);
  }

  /** Writes one format; does not close the stream. */
  public void write(Report report, Format format, OutputStream out) {
    write(report, collected(report), format, out);
  }

  private CollectedReports collected(Report report) {
    try {
      return CollectedReports.in(orchestrator.folder(report.run()).collected());
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the collected reports cannot be read: " + e.getMessage(), "", e);
    }
  }

  private void write(Report report, CollectedReports collected, Format format, OutputStream out) {
    try {
      List<String> notes = collected.problems().stream().map(Problem::toString).toList();
      Attachments attachments = new RunAttachments(orchestrator, report, notes);
      switch (format) {
        case MARKDOWN -> text(out, MarkdownReport.write(report, attachments));
        case JSON -> text(out, JsonReport.write(report));
        case HTML -> text(out, HtmlReport.write(report, attachments));
        case JUNIT -> JUnitReport.write(report, collected, out);
        case SARIF -> SarifReport.write(collected, out);
      }
    } catch (IOException e) {
      throw ManyhandsException.external("the report cannot be written: " + e.getMessage(), "", e);
    }
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
