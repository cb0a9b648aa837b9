package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.engine.report.Units;
import java.util.List;

/** The combined checks, in order. */
final class ChecksTable {
  private static final int MOST_TASKS = 20;

  private ChecksTable() {}

  static void write(Page page) {
    if (page.report().checks().isEmpty()) {
      return;
    }
    Html html = page.html();
    html.open("section", "class", "card", "id", "checks").leaf("h2", "Combined checks");
    html.open("table", "class", "checks").open("thead").open("tr");
    for (String name : new String[] {"Check", "Result", "Time", "Tree", "Changes it added"}) {
      html.leaf("th", name, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody").line();
    page.report().checks().forEach(check -> row(page, check));
    html.close("tbody").close("table").close("section").line();
  }

  private static void row(Page page, CheckReport check) {
    Html html = page.html();
    html.open("tr").leaf("td", String.valueOf(check.number()), "class", "c-number");
    html.open("td");
    page.badge(check.passed() ? "passed" : "failed");
    html.close("td").leaf("td", Units.time(check.took()), "class", "c-time");
    html.open("td").leaf("code", check.tree().hex().substring(0, 12)).close("td").open("td");
    List<TaskId> tasks = check.tasks();
    if (tasks.isEmpty()) {
      html.leaf("span", "none: the base alone", "class", "mute");
    }
    page.links(tasks.subList(0, Math.min(MOST_TASKS, tasks.size())), ", ");
    if (tasks.size() > MOST_TASKS) {
      html.text(" and " + (tasks.size() - MOST_TASKS) + " more");
    }
    html.close("td").close("tr").line();
  }
}
