package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;

/** The end of the page: everything that was combined, as one diff. */
final class TotalDiff {
  private static final int SMALL = 20_000;

  private TotalDiff() {}

  static void write(Page page, Attachments attachments) {
    Report.Result result = page.report().resultOrNull();
    Excerpt diff = attachments.totalDiff(DiffBudget.TOTAL).head(DiffBudget.TOTAL);
    if (result == null) {
      return;
    }
    Html html = page.html();
    html.open("section", "class", "card", "id", "total").leaf("h2", "All changes together");
    html.open("p").text("What the one commit ").leaf("code", result.commit().abbreviated());
    html.text(" on ").leaf("code", result.branch()).text(" does to the base.").close("p");
    if (diff.isEmpty()) {
      html.open("p", "class", "cut").text("To see it: ");
      page.command("diff", page.report().run().value());
      html.close("p").close("section").line();
      return;
    }
    if (diff.complete() && diff.text().length() <= SMALL) {
      html.open("details", "class", "all", "open", "open");
    } else {
      html.open("details", "class", "all");
    }
    html.leaf("summary", "The diff");
    DiffView.write(page, diff, "diff", page.report().run().value());
    html.close("details").close("section").line();
  }
}
