package dev.manyhands.app.cli;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.engine.process.Explanations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a run, in a few lines for a terminal. */
final class Summary {
  private static final int REASON = 160;
  private final boolean colour;

  Summary(boolean colour) {
    this.colour = colour;
  }

  /**
   * Returns it.
   *
   * @param status the run's status, which the report alone does not know of an interrupted run
   * @param all whether tasks that ended well are listed one by one
   */
  String text(Report report, String status, boolean all) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(report, status));
    for (String warning : report.warnings()) {
      lines.add(paint("33", "warning") + ": " + warning);
    }
    TextTable table = new TextTable("TASK", "STATE", "ATTEMPTS", "TIME", "CHANGED", "");
    int rows = 0;
    for (TaskReport task : report.tasks()) {
      if (all || !isWell(task)) {
        table.row(
            task.id().value(),
            task.state(),
            Integer.toString(task.attempts().size()),
            time(task),
            changed(task.changeOrNull()),
            shorten(Objects.requireNonNullElse(task.reasonOrNull(), "")));
        rows++;
      }
    }
    if (rows > 0) {
      lines.add(table.text());
    }
    if (!report.reason().isEmpty()) {
      lines.add(paint("31", "reason") + ": " + report.reason());
    }
    report
        .result()
        .ifPresent(
            result ->
                lines.add(
                    "result: branch %s, commit %s"
                        .formatted(paint("36", result.branch()), result.commit().abbreviated())));
    return String.join("\n", lines);
  }

  private String headline(Report report, String status) {
    long well = report.tasks().stream().filter(Summary::isWell).count();
    String line =
        "run %s: %s, %d of %d tasks ended well, in %s"
            .formatted(
                report.run(),
                paint(colourOf(status), status),
                well,
                report.tasks().size(),
                round(report.wall()));
    boolean parallel = report.wall().toMillis() > 0 && report.busy().compareTo(report.wall()) > 0;
    return parallel
        ? line
            + " (one after the other: %s, %.1f times as long)"
                .formatted(
                    round(report.busy()),
                    (double) report.busy().toMillis() / report.wall().toMillis())
        : line;
  }

  private static boolean isWell(TaskReport task) {
    return task.state().equals("merged") || task.state().equals("succeeded");
  }

  private static String time(TaskReport task) {
    Duration time = Duration.ZERO;
    for (Report.AttemptReport attempt : task.attempts()) {
      if (attempt.endedAtOrNull() != null) {
        time = time.plus(Duration.between(attempt.startedAt(), attempt.endedAtOrNull()));
      }
    }
    return task.attempts().isEmpty() ? "" : round(time);
  }

  /** Returns a duration as exact as a person wants it. */
  static String round(Duration duration) {
    long ms = duration.toMillis();
    return ms < 60_000
        ? "%.1fs".formatted(ms / 1000.0)
        : Explanations.text(Duration.ofSeconds(Math.round(ms / 1000.0)));
  }

  private static String changed(@Nullable Change change) {
    return change == null || change.isEmpty()
        ? ""
        : "%d file%s +%d -%d"
            .formatted(
                change.files(),
                change.files() == 1 ? "" : "s",
                change.insertions(),
                change.deletions());
  }

  private static String shorten(String reason) {
    String line = reason.replace('\n', ' ');
    return line.length() <= REASON ? line : line.substring(0, REASON - 1) + "…";
  }

  private static String colourOf(String status) {
    return switch (status) {
      case "succeeded" -> "32";
      case "failed" -> "31";
      default -> "33";
    };
  }

  private String paint(String code, String text) {
    return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
