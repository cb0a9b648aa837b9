package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Units;

/**
 * Writes a report as one page for people: the figures, a time line of the attempts, the tasks, and
 * what they changed. The page needs no network and works without JavaScript. However large the run
 * is, it holds at most about 2 MiB of diffs and says where the rest is.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** Returns the page. */
  public static String write(Report report, Attachments attachments) {
    Page page = new Page(report);
    String css = Assets.load("report.css");
    String script = Assets.load("report.js");
    head(page, css, script);
    Masthead.write(page, attachments);
    Tiles.write(page);
    Timeline.write(page);
    TaskTable.write(page);
    ChecksTable.write(page);
    TaskSections.write(page, attachments);
    TotalDiff.write(page, attachments);
    foot(page, script);
    return page.html().toString();
  }

  private static void head(Page page, String css, String script) {
    Report report = page.report();
    Html html = page.html();
    html.trusted("<!DOCTYPE html>\n");
    html.open("html", "lang", "en").open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty(
            "meta", "http-equiv", "Content-Security-Policy", "content", Assets.policy(css, script))
        .line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.empty("meta", "name", "referrer", "content", "no-referrer").line();
    html.empty("link", "rel", "icon", "href", icon(report.status())).line();
    html.leaf("title", report.status() + " · " + report.name() + " · Manyhands").line();
    html.open("style").trusted(css).close("style").line();
    html.close("head").line().open("body").open("main").line();
  }

  private static String icon(String status) {
    String colour =
        switch (Tone.of(status)) {
          case GOOD -> "1a9365";
          case BAD -> "d33c3c";
          case LATE -> "dd850e";
          case RUNNING -> "3a78d8";
          case CONFLICT, REJECTED, STOPPED, LOST, WAITING -> "7c8696";
        };
    return "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
        + "<circle cx='4' cy='4' r='4' fill='%23"
        + colour
        + "'/></svg>";
  }

  private static void foot(Page page, String script) {
    Report report = page.report();
    Html html = page.html();
    html.open("footer").text("Made by Manyhands from the run's log as of ");
    html.text(report.startedAtOrNull() == null ? "its plan" : Units.moment(page.figures().now()));
    html.text(". The same for programs: ");
    page.command("report", report.run().value(), "--format json");
    html.close("footer").close("main").line();
    html.open("script").trusted(script).close("script").line();
    html.close("body").close("html").line();
  }
}
