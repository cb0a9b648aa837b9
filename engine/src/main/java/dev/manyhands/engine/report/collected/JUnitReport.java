package dev.manyhands.engine.report.collected;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.engine.report.Figures;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a run as JUnit XML: first a suite {@code manyhands} with a test case for each task, then
 * every suite that was collected, whichever attempt it comes from. A suite's name begins with its
 * task; where it is not what counts for the totals, with the attempt too.
 */
public final class JUnitReport {
  private JUnitReport() {}

  /** Returns the suite of the tasks alone, as a document. */
  public static String ofTasks(Report report) {
    StringWriter out = new StringWriter();
    try {
      write(report, CollectedReports.NONE, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * Writes the tasks and what was collected, as UTF-8, a piece at a time.
   *
   * @throws IOException when the stream fails, or a collected file can no longer be read
   */
  public static void write(Report report, CollectedReports collected, OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    write(report, collected, writer);
    writer.flush();
  }

  private static void write(Report report, CollectedReports collected, Writer writer)
      throws IOException {
    CaseCounts tasks = counts(report);
    CaseCounts all =
        collected.junit().stream().map(JUnitFile::cases).reduce(tasks, CaseCounts::plus);
    XmlWriter out = new XmlWriter(writer);
    out.start("testsuites").attribute("name", report.name());
    counts(out, all).attribute("time", seconds(report.wall())).line();
    tasks(report, tasks, out);
    Set<Origin> counted = collected.counted();
    for (JUnitFile file : collected.junit()) {
      suites(file.file(), counted.contains(file.file().origin()), out);
    }
    out.end();
    writer.write('\n');
  }

  private static void suites(CollectedFile file, boolean counted, XmlWriter out)
      throws IOException {
    Origin origin = file.origin();
    String number = " (%s %d)".formatted(kind(origin), origin.number());
    try {
      new SuiteCopier(file, origin.owner() + (counted ? "" : number) + " › ", out).copy();
    } catch (InvalidFileException e) {
      throw new IOException(file.path() + " has changed while it was read: " + e.getMessage(), e);
    }
  }

  private static String kind(Origin origin) {
    return switch (origin) {
      case Origin.OfAttempt _ -> "attempt";
      case Origin.OfCheck _ -> "check";
    };
  }

  private static XmlWriter counts(XmlWriter out, CaseCounts counts) throws IOException {
    return out.attribute("tests", counts.all())
        .attribute("failures", counts.failures())
        .attribute("errors", counts.errors())
        .attribute("skipped", counts.skipped());
  }

  private static CaseCounts counts(Report report) {
    List<TaskReport> tasks = report.tasks();
    long failed = tasks.stream().filter(JUnitReport::failed).count();
    long well = tasks.stream().filter(Figures::endedWell).count();
    return new CaseCounts(tasks.size(), 0, failed, tasks.size() - failed - well);
  }

  private static boolean failed(TaskReport task) {
    return task.state().equals("failed");
  }

  private static void tasks(Report report, CaseCounts counts, XmlWriter out) throws IOException {
    Figures figures = Figures.of(report);
    out.start("testsuite").attribute("name", "manyhands");
    counts(out, counts).attribute("time", seconds(report.busy()));
    if (report.startedAtOrNull() != null) {
      out.attribute("timestamp", report.startedAtOrNull().toString());
    }
    out.start("properties").start("property");
    out.attribute("name", "manyhands.run").attribute("value", report.run().value()).end().end();
    for (TaskReport task : report.tasks()) {
      out.line();
      task(task, figures, out);
    }
    out.line();
    out.end().line();
  }

  private static void task(TaskReport task, Figures figures, XmlWriter out) throws IOException {
    out.start("testcase").attribute("classname", "manyhands." + task.agent());
    boolean titled = !task.title().equals(task.id().value());
    out.attribute("name", titled ? task.id() + ": " + task.title() : task.id().value());
    out.attribute("time", seconds(figures.took(task)));
    String reason = Figures.reason(task).orElse("");
    if (failed(task)) {
      String outcome = task.attempts().isEmpty() ? "failed" : outcome(task.attempts().getLast());
      out.start("failure").attribute("message", reason).attribute("type", outcome);
      out.text(reason).end();
    } else if (!Figures.endedWell(task)) {
      String message = reason.isEmpty() ? task.state() : task.state() + ": " + reason;
      out.start("skipped").attribute("message", message).end();
    }
    if (!task.summary().isEmpty()) {
      out.start("system-out").text(task.summary()).end();
    }
    out.end();
  }

  private static String outcome(AttemptReport attempt) {
    return attempt.outcomeOrNull() == null ? "running" : attempt.outcomeOrNull();
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }
}
