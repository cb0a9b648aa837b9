package dev.manyhands.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
  private static final Pattern UNESCAPED_BAR = Pattern.compile("(?<!\\\\)\\|");

  private static String write(Report report) {
    return MarkdownReport.write(
        report, new SampleDiffs(report.tasks().stream().map(task -> task.id()), 1));
  }

  @Test
  void writesAFinishedRun() {
    Golden.assertMatches("report.md", write(SampleReports.eight()));
  }

  @Test
  void writesARunUnderWay() {
    Golden.assertMatches("running.md", write(SampleReports.running()));
  }

  @Test
  void saysHowToLandTheResult() {
    assertThat(write(SampleReports.one()))
        .contains("on branch `manyhands/20260314-092653-k7qd`")
        .contains("`manyhands land 20260314-092653-k7qd`");
  }

  @Test
  void putsFailuresBeforeTheTasks() {
    String text = write(SampleReports.eight());

    assertThat(text.indexOf("## What went wrong")).isLessThan(text.indexOf("## Tasks"));
    assertThat(text)
        .contains("### `legacy` failed")
        .contains("log: `runs/20260314-092653-k7qd/legacy/2.log`")
        .contains("Skipped because of it: `legacy-docs`");
  }

  @Test
  void namesTheCommandThatShowsALogWhereNoPathIsKnown() {
    assertThat(MarkdownReport.write(SampleReports.eight(), Attachments.NONE))
        .contains("`manyhands logs 20260314-092653-k7qd legacy --attempt 2`");
  }

  @Test
  void saysSoWhenNothingWasCombined() {
    Report report =
        new SampleRun("Bad", 1, Duration.ofSeconds(1))
            .task("bad", "bad", List.of(), "1 failed: exit code 7")
            .finished();

    assertThat(write(report)).contains("Nothing was combined").doesNotContain("manyhands land");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b || c",
        "line\nbreak\r\n| x | y |",
        "back\\| slash \\",
        "`code` ``` fence",
        "<img src=x onerror=alert(1)>",
        "[link](javascript:alert(1)) ![image](http://example.org/x.png)",
        "# heading",
        "- item",
        "1. item",
        "---",
        "*bold* _it_ ~~gone~~",
        "&lt;b&gt;",
        "\u001B[31mred\u0007",
      })
  void keepsTextsFromOutsideInTheirCells(String text) {
    String markdown = write(SampleReports.hostile(text));

    List<String> rows =
        Stream.of(markdown.split("\n")).filter(line -> line.startsWith("| `")).toList();
    assertThat(rows).isNotEmpty();
    assertThat(rows).allSatisfy(row -> assertThat(bars(row)).isEqualTo(7));
    String outsideCode = markdown.replaceAll("(?ms)^(`{3,})text$.*?^\\1$", "");
    assertThat(outsideCode.replaceAll("\\\\.", ""))
        .doesNotContain("<img", "](", "**", "~~", "&lt;")
        .doesNotContain("\u001B");
    assertThat(outsideCode.lines().filter(line -> line.startsWith("# "))).hasSize(1);
  }

  private static long bars(String row) {
    return UNESCAPED_BAR.matcher(row).results().count();
  }

  @Test
  void namesNotMoreNotesThanCanBeRead() {
    Attachments many =
        new Attachments() {
          @Override
          public List<String> notes() {
            return Collections.nCopies(500, "a.xml is empty");
          }
        };

    assertThat(MarkdownReport.write(SampleReports.one(), many).lines())
        .filteredOn(line -> line.startsWith("- Note: "))
        .hasSize(21)
        .last()
        .isEqualTo("- Note: … and 480 more like these.");
  }

  @Test
  void fencesReasonsWithMoreBackticksThanTheyHold() {
    assertThat(MarkdownText.block("a\n````\nb")).isEqualTo("`````text\na\n````\nb\n`````\n");
    assertThat(MarkdownText.code("a`b")).isEqualTo("``a`b``");
    assertThat(MarkdownText.code("`")).isEqualTo("`` ` ``");
  }

  @Test
  void leavesOrdinaryTextsReadable() {
    assertThat(MarkdownText.inline("Migrate foo_bar-baz to JUnit 5 (v5.1), #12!"))
        .isEqualTo("Migrate foo_bar-baz to JUnit 5 (v5.1), #12!");
  }
}
