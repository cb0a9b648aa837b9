package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;
import dev.manyhands.engine.report.Figures;
import dev.manyhands.engine.report.Units;
import dev.manyhands.engine.report.Visible;
import java.util.List;
import java.util.Map;

/** What is known of each task: its attempts, what its helper said, and what it changed. */
final class TaskSections {
  private static final int MOST_OPEN = 20;

  private final Page page;
  private final Html html;
  private final AttemptsView attempts;
  private final Map<TaskId, Excerpt> diffs;
  private int opened;

  private TaskSections(Page page, Attachments attachments) {
    this.page = page;
    this.html = page.html();
    this.attempts = new AttemptsView(page, attachments);
    this.diffs = DiffBudget.share(page.report().tasks(), attachments);
  }

  static void write(Page page, Attachments attachments) {
    new TaskSections(page, attachments).all();
  }

  private void all() {
    html.open("section", "id", "details").leaf("h2", "Task by task");
    html.leaf("button", "Open all", "type", "button", "class", "toggle", "hidden", "hidden").line();
    page.report().tasks().forEach(this::task);
    html.close("section").line();
  }

  private void task(TaskReport task) {
    boolean open =
        page.report().tasks().size() == 1
            || (task.state().equals("failed") && opened++ < MOST_OPEN);
    String anchor = Page.anchor(task.id());
    if (open) {
      html.open("details", "class", "card task", "id", anchor, "open", "open");
    } else {
      html.open("details", "class", "card task", "id", anchor);
    }
    summaryLine(task);
    html.open("div", "class", "body");
    Figures.reason(task).ifPresent(why -> html.leaf("p", Visible.output(why), "class", "reason"));
    facts(task);
    attempts.write(task);
    if (!task.summary().isEmpty()) {
      html.leaf("h3", "What the helper said");
      html.leaf("pre", Visible.output(task.summary()), "class", "said");
    }
    attempts.logs(task);
    diff(task);
    html.close("div").close("details").line();
  }

  private void summaryLine(TaskReport task) {
    html.open("summary");
    page.badge(task.state());
    html.leaf("span", task.id().value(), "class", "id");
    if (!task.title().equals(task.id().value())) {
      html.leaf("span", task.title(), "class", "title");
    }
    html.open("span", "class", "right");
    if (!task.attempts().isEmpty()) {
      html.text(Units.time(page.figures().took(task)));
    }
    html.close("span").close("summary").line();
  }

  private void facts(TaskReport task) {
    html.open("dl", "class", "facts");
    html.open("div").leaf("dt", "Agent").leaf("dd", task.agent()).close("div");
    others("Needs", task.needs());
    others("Skipped because of it", page.figures().heldUpBy(task.id()));
    if (task.refOrNull() != null) {
      html.open("div").leaf("dt", "Its files").leaf("dd", task.refOrNull()).close("div");
    }
    html.close("dl").line();
  }

  private void others(String name, List<TaskId> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    html.open("div").leaf("dt", name).open("dd");
    int shown = Math.min(tasks.size(), 30);
    page.links(tasks.subList(0, shown), ", ");
    if (shown < tasks.size()) {
      html.text(" and " + (tasks.size() - shown) + " more");
    }
    html.close("dd").close("div");
  }

  private void diff(TaskReport task) {
    Change change = task.changeOrNull();
    Excerpt diff = diffs.get(task.id());
    if (change == null || diff == null) {
      return;
    }
    if (diff.isEmpty()) {
      html.open("p", "class", "cut").text("What it changed: ");
      TaskTable.changes(html, change);
      html.text(" ");
      page.command("diff", page.report().run().value(), task.id().value());
      html.close("p").line();
      return;
    }
    html.open("details", "class", "all").open("summary").text("What it changed: ");
    TaskTable.changes(html, change);
    html.close("summary");
    DiffView.write(page, diff, "diff", page.report().run().value(), task.id().value());
    html.close("details").line();
  }
}
