package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Sentences;
import dev.manyhands.engine.report.Units;

/** The top of the page: how the run ended, where its result is, and how to take it over. */
final class Masthead {
  private Masthead() {}

  static void write(Page page, Attachments attachments) {
    Report report = page.report();
    Html html = page.html();
    html.open("header", "class", "masthead " + Tone.of(report.status()).css());
    html.open("div", "class", "status");
    page.badge(report.status());
    html.leaf("span", report.run().value(), "class", "run").close("div");
    html.leaf("h1", report.name());
    html.leaf("p", Sentences.summary(report, page.figures()), "class", "lead");
    if (!report.reason().isEmpty()) {
      html.leaf("p", report.reason(), "class", "reason");
    }
    result(page);
    facts(page);
    for (String note : Sentences.notes(report, attachments)) {
      html.leaf("p", note, "class", "note");
    }
    contents(page);
    html.close("header").line();
  }

  private static void result(Page page) {
    Report report = page.report();
    Html html = page.html();
    Report.Result result = report.resultOrNull();
    if (result != null) {
      html.open("p", "class", "land").text("Land the result: ");
      page.command("land", report.run().value());
      html.close("p");
    } else if (report.endedAtOrNull() != null) {
      html.leaf("p", "Nothing was combined, so there is no result branch.", "class", "land");
    } else {
      html.open("p", "class", "land").text("Watch it: ");
      page.command("events", report.run().value(), "--follow");
      html.close("p");
    }
  }

  private static void contents(Page page) {
    Html html = page.html();
    html.open("nav", "aria-label", "On this page");
    if (page.report().startedAtOrNull() != null) {
      html.leaf("a", "Time line", "href", "#time");
    }
    html.leaf("a", "Tasks", "href", "#tasks");
    if (!page.report().checks().isEmpty()) {
      html.leaf("a", "Combined checks", "href", "#checks");
    }
    html.leaf("a", "Task by task", "href", "#details");
    if (page.report().resultOrNull() != null) {
      html.leaf("a", "All changes together", "href", "#total");
    }
    html.close("nav");
  }

  private static void facts(Page page) {
    Report report = page.report();
    Html html = page.html();
    html.open("dl", "class", "facts");
    if (report.baseOrNull() != null) {
      fact(html, "Base", report.baseOrNull().abbreviated());
    }
    Report.Result result = report.resultOrNull();
    if (result != null) {
      fact(html, "Result", result.commit().abbreviated());
      fact(html, "Branch", result.branch());
    }
    if (report.startedAtOrNull() != null) {
      fact(html, "Started", Units.moment(report.startedAtOrNull()));
    }
    if (report.endedAtOrNull() != null) {
      fact(html, "Ended", Units.moment(report.endedAtOrNull()));
    }
    html.close("dl");
  }

  private static void fact(Html html, String name, String value) {
    html.open("div").leaf("dt", name).leaf("dd", value).close("div");
  }
}
