package dev.manyhands.engine.report.html;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.engine.report.Figures;
import java.util.List;

/** What the parts of one page share: the report, its figures, and the markup so far. */
record Page(Report report, Figures figures, Html html) {
  Page(Report report) {
    this(report, Figures.of(report), new Html());
  }

  /** Adds the name of a state or an outcome, with its sign and colour. */
  void badge(String word) {
    Tone tone = Tone.of(word);
    html.open("span", "class", "badge " + tone.css())
        .leaf("i", tone.sign(), "aria-hidden", "true")
        .text(word)
        .close("span");
  }

  /** Adds a link to a task. */
  void link(TaskId task) {
    html.leaf("a", task.value(), "href", "#" + anchor(task), "class", "id");
  }

  /** Adds links to tasks, in the order given, with a text between them. */
  void links(List<TaskId> tasks, String between) {
    for (int i = 0; i < tasks.size(); i++) {
      if (i > 0) {
        html.text(between);
      }
      link(tasks.get(i));
    }
  }

  /** Adds a command that the reader may want to run. */
  void command(String... words) {
    html.leaf("code", "manyhands " + String.join(" ", words), "class", "cmd");
  }

  /** Returns the place of a task's details on the page. */
  static String anchor(TaskId task) {
    return "task-" + task;
  }

  /** Returns the word for an attempt's outcome so far. */
  static String outcome(AttemptReport attempt) {
    return attempt.outcomeOrNull() == null ? "running" : attempt.outcomeOrNull();
  }
}
