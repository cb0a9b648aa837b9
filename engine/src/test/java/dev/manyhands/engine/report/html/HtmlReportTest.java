package dev.manyhands.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;
import dev.manyhands.engine.report.SampleDiffs;
import dev.manyhands.engine.report.SampleReports;
import dev.manyhands.engine.report.SampleRun;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class HtmlReportTest {
  private static String write(Report report) {
    return HtmlReport.write(
        report, new SampleDiffs(report.tasks().stream().map(task -> task.id()), 1));
  }

  static List<Report> reports() {
    return List.of(
        SampleReports.eight(),
        SampleReports.running(),
        SampleReports.one(),
        SampleReports.many(60, 8),
        SampleReports.many(150, 8),
        SampleReports.hostile("<b>\"'&\u0000</b>"));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isWellFormedAndItsLinksLeadSomewhere(Report report) {
    PageProbe page = new PageProbe(write(report));

    List<String> ids = page.attributes("id");
    assertThat(ids).doesNotHaveDuplicates();
    List<Element> links = page.all("a");
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(
            link -> {
              assertThat(link.getAttribute("href")).startsWith("#");
              assertThat(ids).contains(link.getAttribute("href").substring(1));
            });
  }

  @ParameterizedTest
  @MethodSource("reports")
  void asksTheNetworkForNothing(Report report) {
    String html = write(report);
    PageProbe page = new PageProbe(html);

    assertThat(page.attributeNames())
        .doesNotContain("src", "srcset", "action", "formaction", "style", "xlink:href")
        .noneMatch(name -> name.startsWith("on"));
    assertThat(page.attributes("href"))
        .allMatch(href -> href.startsWith("#") || href.startsWith("data:image/svg+xml,"));
    assertThat(page.raw("style")).doesNotContain("url(", "@import", "http:", "https:");
    assertThat(page.raw("script")).doesNotContain("fetch", "XMLHttpRequest", "http:", "https:");
  }

  @Test
  void itsPolicyAllowsOnlyItsOwnStyleAndScript() throws Exception {
    PageProbe page = new PageProbe(write(SampleReports.eight()));

    assertThat(page.policy())
        .contains("default-src 'none'")
        .contains("style-src '" + sha256(page.raw("style")) + "'")
        .contains("script-src '" + sha256(page.raw("script")) + "'")
        .doesNotContain("unsafe");
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void showsWhatHappened() {
    PageProbe page = new PageProbe(write(SampleReports.eight()));

    assertThat(page.text())
        .contains("Migrate to JUnit 5")
        .contains("6 of 8 tasks ended well")
        .contains("manyhands land 20260314-092653-k7qd")
        .contains("it took longer than its limit of 30s")
        .contains("2 uncommitted files")
        .contains("$7.42")
        .contains("Critical path (1m 19s): core → cli → count")
        .contains("cannot find symbol");
    assertThat(page.withClass("details", "task")).hasSize(8);
    assertThat(page.withClass("details", "task").stream().filter(d -> d.hasAttribute("open")))
        .extracting(d -> d.getAttribute("id"))
        .containsExactly("task-legacy");
  }

  @Test
  void listsWhatWentWrongFirst() {
    PageProbe page = new PageProbe(write(SampleReports.eight()));

    assertThat(page.withClass("td", "c-task"))
        .extracting(cell -> cell.getFirstChild().getTextContent())
        .startsWith("legacy", "legacy-docs", "core");
  }

  @Test
  void showsNotesAndNoDiffWhereThereIsNone() {
    Attachments notes =
        new Attachments() {
          @Override
          public List<String> notes() {
            return List.of("core, attempt 1: a.xml is not valid XML");
          }
        };
    PageProbe page = new PageProbe(HtmlReport.write(SampleReports.one(), notes));

    assertThat(page.text()).contains("core, attempt 1: a.xml is not valid XML");
    assertThat(page.withClass("pre", "diff")).isEmpty();
    assertThat(page.attributes("id")).contains("total");
  }

  @Test
  void saysSoWhenTheRunHasNotStarted() {
    Report started =
        new SampleRun("Soon", 1, Duration.ofSeconds(1))
            .task("a", "a", List.of(), "1 succeeded")
            .after(Duration.ZERO);
    Report report =
        new Report(
            started.run(),
            "Soon",
            "running",
            "",
            null,
            null,
            List.of(),
            started.tasks().stream().map(HtmlReportTest::unstarted).toList(),
            List.of(),
            Report.Tests.NONE,
            started.usage(),
            null,
            null,
            Duration.ZERO,
            Duration.ZERO,
            List.of(new TaskId("a")),
            Duration.ZERO);

    PageProbe page = new PageProbe(HtmlReport.write(report, Attachments.NONE));

    assertThat(page.text()).contains("The run has not started");
    assertThat(page.attributes("id")).doesNotContain("time");
  }

  private static Report.TaskReport unstarted(Report.TaskReport task) {
    return new Report.TaskReport(
        task.id(), task.title(), "command", "waiting", null, List.of(), null, null, "", List.of());
  }

  @Test
  void holdsAThousandTasks() {
    Report report = SampleReports.many(1000, 32);
    String line = "+" + "x".repeat(79) + "\n";
    Attachments large =
        new Attachments() {
          @Override
          public Excerpt diff(TaskId task, int atMost) {
            return Excerpt.head(
                "diff --git a/f b/f\n@@ -0,0 +1,9999 @@\n" + line.repeat(9999), atMost);
          }

          @Override
          public Excerpt totalDiff(int atMost) {
            return diff(new TaskId("x"), atMost);
          }

          @Override
          public Excerpt logTail(AttemptId attempt, int atMost) {
            return Excerpt.tail(line.repeat(100), atMost);
          }
        };

    String html = HtmlReport.write(report, large);

    assertThat(html.length()).isLessThan(6 << 20);
    PageProbe page = new PageProbe(html);
    assertThat(page.withClass("details", "task")).hasSize(1000);
    assertThat(page.withClass("rect", "stripe").size()).as("rows").isLessThan(50);
    assertThat(page.withClass("p", "cut").size()).isGreaterThan(900);
    assertThat(page.text()).contains("a row is a slot");
  }
}
