package dev.manyhands.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Figures;
import dev.manyhands.engine.report.SampleReports;
import dev.manyhands.engine.report.SampleRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class TimelineTest {
  private static PageProbe page(Report report) {
    return new PageProbe(HtmlReport.write(report, Attachments.NONE));
  }

  private static List<Element> bars(PageProbe page, String css) {
    return page.withClass("rect", "bar").stream()
        .filter(bar -> List.of(bar.getAttribute("class").split(" ")).contains(css))
        .toList();
  }

  private static double percent(Element bar, String attribute) {
    String value = bar.getAttribute(attribute);
    assertThat(value).endsWith("%");
    return Double.parseDouble(value.substring(0, value.length() - 1));
  }

  @Test
  void drawsEachAttemptInItsColour() {
    PageProbe page = page(SampleReports.eight());

    List<Element> attempts =
        page.withClass("rect", "bar").stream()
            .filter(bar -> bar.getParentNode().getNodeName().equals("a"))
            .toList();
    assertThat(attempts).hasSize(11);
    assertThat(attempts.stream().map(bar -> bar.getAttribute("class")))
        .filteredOn(css -> css.contains("t-late"))
        .hasSize(2);
    assertThat(bars(page, "t-conflict")).hasSize(1);
    assertThat(bars(page, "t-rejected")).hasSize(1);
    assertThat(bars(page, "check")).hasSize(6);
    assertThat(bars(page, "queue")).isNotEmpty();
    assertThat(bars(page, "merge")).isNotEmpty();
  }

  @Test
  void highlightsTheCriticalPath() {
    PageProbe page = page(SampleReports.eight());

    assertThat(bars(page, "crit")).as("core, cli twice, count").hasSize(4);
    assertThat(page.withClass("a", "crit"))
        .extracting(name -> name.getAttribute("href"))
        .containsExactlyInAnyOrder("#task-core", "#task-cli", "#task-count");
    assertThat(page.withClass("line", "need")).hasSize(8);
    assertThat(page.withClass("line", "crit")).hasSize(4);
  }

  @Test
  void saysWhatABarIsWhenPointedAt() {
    PageProbe page = page(SampleReports.eight());

    assertThat(bars(page, "t-conflict").getFirst().getTextContent())
        .isEqualTo(
            """
            cli, attempt 1
            Migrate the tests below cli/
            conflict after 16s
            started at 50s
            conflicts with what had been merged: cli/src/test/java/ArgsTest.java\
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 60, 150})
  void keepsEveryBarInside(int tasks) {
    PageProbe page = page(SampleReports.many(tasks, 8));

    assertThat(page.withClass("rect", "bar"))
        .isNotEmpty()
        .allSatisfy(
            bar -> {
              assertThat(percent(bar, "x")).isBetween(0.0, 100.0);
              assertThat(percent(bar, "width")).isBetween(0.2, 100.0);
              assertThat(percent(bar, "x") + percent(bar, "width")).isLessThan(100.01);
            });
  }

  @Test
  void drawsARunningAttemptUpToNow() {
    Element running = bars(page(SampleReports.running()), "t-running").getFirst();

    assertThat(percent(running, "x") + percent(running, "width")).isBetween(99.9, 100.01);
  }

  @Test
  void namesTasksThatHadNoAttempt() {
    assertThat(page(SampleReports.eight()).withClass("text", "absent"))
        .extracting(Element::getTextContent)
        .containsExactly("skipped: no attempt");
  }

  @Test
  void packsManyTasksIntoAsManyRowsAsThereWereSlots() {
    PageProbe page = page(SampleReports.many(150, 8));

    assertThat(page.withClass("div", "lanes")).hasSize(1);
    assertThat(page.withClass("div", "name")).hasSize(8);
    long attempts = Figures.of(SampleReports.many(150, 8)).attempts();
    assertThat(
            page.withClass("rect", "bar").stream()
                .filter(bar -> bar.getParentNode().getNodeName().equals("a")))
        .hasSize((int) attempts);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 999, 1000, 59_000, 61_000, 3_600_000, 40_000_000, 9_000_000_000L})
  void putsAFewTicksOnTheAxis(long millis) {
    TimeScale scale = new TimeScale(Instant.EPOCH, Duration.ofMillis(millis));

    assertThat(scale.ticks().size()).isBetween(2, 10);
    assertThat(scale.ticks()).first().isEqualTo(Duration.ZERO);
    assertThat(scale.ticks())
        .last()
        .satisfies(tick -> assertThat(tick).isLessThanOrEqualTo(Duration.ofMillis(millis)));
  }

  @Test
  void writesPercentsShortly() {
    assertThat(TimeScale.percent(0)).isEqualTo("0%");
    assertThat(TimeScale.percent(100)).isEqualTo("100%");
    assertThat(TimeScale.percent(12.5)).isEqualTo("12.5%");
    assertThat(TimeScale.percent(33.33333)).isEqualTo("33.333%");
  }

  @Test
  void drawsARunThatTookNoTime() {
    Report report =
        new SampleRun("Instant", 1, Duration.ZERO)
            .task("a", "a", List.of(), "0 succeeded")
            .finished();

    assertThat(bars(page(report), "t-good")).isNotEmpty();
  }
}
