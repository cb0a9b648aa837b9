package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.engine.report.Figures;
import dev.manyhands.engine.report.Units;
import org.jspecify.annotations.Nullable;

/** One line for each task, those that went wrong first. */
final class TaskTable {
  private static final int MOST_MARKS = 6;

  private final Page page;
  private final Html html;

  private TaskTable(Page page) {
    this.page = page;
    this.html = page.html();
  }

  static void write(Page page) {
    new TaskTable(page).table();
  }

  private void table() {
    html.open("section", "class", "card", "id", "tasks").leaf("h2", "Tasks");
    html.open("div", "class", "filter", "hidden", "hidden");
    html.empty(
        "input",
        "type",
        "search",
        "placeholder",
        "Find by id, title, state or reason",
        "aria-label",
        "Find tasks");
    html.leaf("span", "", "class", "found", "role", "status").close("div");
    html.open("table", "class", "tasks").open("thead").open("tr");
    for (String name : new String[] {"State", "Task", "Attempts", "Time", "Changes", "Reason"}) {
      html.leaf("th", name, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody").line();
    page.report().tasks().stream().filter(Figures::endedBadly).forEach(this::row);
    page.report().tasks().stream().filter(task -> !Figures.endedBadly(task)).forEach(this::row);
    html.close("tbody").close("table").close("section").line();
  }

  private void row(TaskReport task) {
    html.open("tr").open("td", "class", "c-state");
    page.badge(task.state());
    html.close("td").open("td", "class", "c-task");
    page.link(task.id());
    if (!task.title().equals(task.id().value())) {
      html.text(" ").leaf("span", task.title(), "class", "title");
    }
    html.close("td").open("td", "class", "c-attempts");
    marks(task);
    html.close("td");
    String time = task.attempts().isEmpty() ? "" : Units.time(page.figures().took(task));
    html.leaf("td", time, "class", "c-time");
    html.open("td", "class", "c-changes");
    changes(html, task.changeOrNull());
    html.close("td");
    html.leaf("td", Figures.reason(task).orElse(""), "class", "c-reason").close("tr").line();
  }

  private void marks(TaskReport task) {
    int skipped = Math.max(0, task.attempts().size() - MOST_MARKS);
    if (skipped > 0) {
      html.text("+" + skipped + " ");
    }
    for (AttemptReport attempt : task.attempts().subList(skipped, task.attempts().size())) {
      Tone tone = Tone.of(Page.outcome(attempt));
      String title = "attempt " + attempt.number() + ": " + Page.outcome(attempt);
      html.leaf("i", tone.sign(), "class", "mark " + tone.css(), "title", title);
    }
  }

  /** Adds how much a change is. */
  static void changes(Html html, @Nullable Change change) {
    if (change == null) {
      return;
    }
    if (change.isEmpty()) {
      html.leaf("span", "none", "class", "mute");
      return;
    }
    html.text(Units.count(change.files(), "file") + " ");
    html.leaf("span", "+" + Units.number(change.insertions()), "class", "plus").text(" ");
    html.leaf("span", "−" + Units.number(change.deletions()), "class", "minus");
  }
}
