package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;
import dev.manyhands.engine.report.Sentences;
import dev.manyhands.engine.report.Units;
import dev.manyhands.engine.report.Visible;
import java.time.Duration;
import java.time.Instant;

/** A task's attempts, and the ends of the logs of those that did not succeed. */
final class AttemptsView {
  private static final int LOG_TAIL = 4_000;
  private static final int ALL_LOGS = 300_000;

  private final Page page;
  private final Html html;
  private final Attachments attachments;
  private int logsLeft = ALL_LOGS;

  AttemptsView(Page page, Attachments attachments) {
    this.page = page;
    this.html = page.html();
    this.attachments = attachments;
  }

  /** Adds a table of the task's attempts. */
  void write(TaskReport task) {
    if (task.attempts().isEmpty()) {
      return;
    }
    html.open("table", "class", "attempts").open("thead").open("tr");
    for (String name :
        new String[] {"#", "Outcome", "Started", "Queued", "Time", "Changes", "Reason"}) {
      html.leaf("th", name, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody");
    task.attempts().forEach(attempt -> row(task, attempt));
    html.close("tbody").close("table").line();
  }

  private void row(TaskReport task, AttemptReport attempt) {
    html.open("tr").leaf("td", String.valueOf(attempt.number()), "class", "c-number").open("td");
    page.badge(Page.outcome(attempt));
    html.close("td").leaf("td", offset(attempt), "title", Units.moment(attempt.startedAt()));
    html.leaf("td", attempt.queued().isZero() ? "" : Units.time(attempt.queued()));
    html.leaf("td", Units.time(page.figures().took(attempt)), "class", "c-time").open("td");
    TaskTable.changes(html, attempt.changeOrNull());
    html.close("td").open("td", "class", "c-reason");
    if (attempt.exitCodeOrNull() != null && attempt.exitCodeOrNull() != 0) {
      html.leaf("span", "exit code " + attempt.exitCodeOrNull(), "class", "mute").text(" ");
    }
    html.text(Visible.output(attempt.reason()));
    Sentences.usage(attempt.usage())
        .ifPresent(usage -> html.text(" ").leaf("span", usage, "class", "mute"));
    attachments
        .log(new AttemptId(task.id(), attempt.number()))
        .ifPresent(log -> html.text(" ").leaf("span", "log: " + log, "class", "log"));
    html.close("td").close("tr").line();
  }

  private String offset(AttemptReport attempt) {
    Instant start = page.report().startedAtOrNull();
    return start == null ? "" : "+" + Units.time(Duration.between(start, attempt.startedAt()));
  }

  /** Adds the ends of the logs of the attempts that did not succeed, while there is room. */
  void logs(TaskReport task) {
    for (AttemptReport attempt : task.attempts()) {
      if (Page.outcome(attempt).equals("succeeded") || logsLeft < LOG_TAIL) {
        continue;
      }
      Excerpt tail = attachments.logTail(new AttemptId(task.id(), attempt.number()), LOG_TAIL);
      String text = Visible.output(Excerpt.tail(tail.text(), LOG_TAIL).text()).stripTrailing();
      if (text.isBlank()) {
        continue;
      }
      logsLeft -= text.length();
      html.open("details", "class", "all").open("summary");
      html.text(
          (tail.complete() ? "The log of attempt " : "The end of the log of attempt ")
              + attempt.number());
      html.close("summary").leaf("pre", text, "class", "said", "tabindex", "0");
      html.open("p", "class", "cut").text("All of it: ");
      page.command(
          "logs", page.report().run().value(), task.id().value(), "--attempt " + attempt.number());
      html.close("p").close("details").line();
    }
  }
}
