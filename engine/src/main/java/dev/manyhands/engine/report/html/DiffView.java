package dev.manyhands.engine.report.html;

import dev.manyhands.engine.report.Excerpt;
import dev.manyhands.engine.report.Units;
import dev.manyhands.engine.report.Visible;

/** Shows a diff: a part for each file, added and removed lines in colour. */
final class DiffView {
  private DiffView() {}

  /**
   * Adds a diff.
   *
   * @param rest the command, without its first word, that shows all of it
   */
  static void write(Page page, Excerpt diff, String... rest) {
    Html html = page.html();
    for (FileDiff file : DiffParser.parse(diff.text())) {
      file(html, file);
    }
    if (!diff.complete()) {
      html.open("p", "class", "cut");
      html.text(diff.text().isEmpty() ? "Too large for this page. " : "The rest is cut off here. ");
      html.text("All of it: ");
      page.command(rest);
      html.close("p");
    }
    html.line();
  }

  private static void file(Html html, FileDiff file) {
    html.open("details", "class", "file", "open", "open").open("summary");
    html.leaf("span", file.name().isEmpty() ? "diff" : Visible.line(file.name()), "class", "path");
    file.notes().forEach(note -> html.text(" ").leaf("span", note, "class", "mute"));
    if (file.added() > 0) {
      html.text(" ").leaf("span", "+" + Units.number(file.added()), "class", "plus");
    }
    if (file.removed() > 0) {
      html.text(" ").leaf("span", "−" + Units.number(file.removed()), "class", "minus");
    }
    html.close("summary");
    if (!file.runs().isEmpty()) {
      html.open("pre", "class", "diff", "tabindex", "0");
      file.runs().forEach(run -> run(html, run));
      html.close("pre");
    }
    html.close("details");
  }

  private static void run(Html html, FileDiff.Run run) {
    switch (run.kind()) {
      case CONTEXT -> html.leaf("span", run.text());
      case HUNK -> html.leaf("span", run.text(), "class", "hunk");
      case ADDED -> html.leaf("ins", run.text());
      case REMOVED -> html.leaf("del", run.text());
    }
  }
}
