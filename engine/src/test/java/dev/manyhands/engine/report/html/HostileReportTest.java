package dev.manyhands.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;
import dev.manyhands.engine.report.SampleReports;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Titles, reasons, paths, diffs and logs come from helpers, and a page must not run them. */
class HostileReportTest {
  private static final Set<String> ELEMENTS = elements(page("harmless"));

  private static PageProbe page(String text) {
    Report report = SampleReports.hostile(text);
    return new PageProbe(HtmlReport.write(report, attachments(text)));
  }

  private static Attachments attachments(String text) {
    return new Attachments() {
      @Override
      public Optional<String> log(AttemptId attempt) {
        return Optional.of(text);
      }

      @Override
      public Excerpt logTail(AttemptId attempt, int atMost) {
        return Excerpt.tail("a\n" + text + "\n", atMost);
      }

      @Override
      public Excerpt diff(TaskId task, int atMost) {
        String diff =
            """
            diff --git a/%1$s b/%1$s
            new file mode 100644
            --- /dev/null
            +++ b/%1$s
            @@ -0,0 +1 @@ %1$s
            +%1$s
            """
                .formatted(text);
        return Excerpt.head(diff + text, atMost);
      }

      @Override
      public Excerpt totalDiff(int atMost) {
        return Excerpt.head(text, atMost);
      }

      @Override
      public List<String> notes() {
        return List.of(text);
      }
    };
  }

  private static Set<String> elements(PageProbe page) {
    return page.all("*").stream()
        .map(Element::getTagName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "</title><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "' onmouseover='alert(1)' x='",
        "<svg/onload=alert(1)>",
        "</pre></details><iframe src=javascript:alert(1)>",
        "<!-- ",
        "--><b>",
        "<![CDATA[",
        "]]>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "javascript:alert(1)",
        "\u0000<\u0000b>",
        "a\u202Eb",
        "\uD800 lone",
        "%s %n {0} $1 \\1",
      })
  void showsHostileTextsAsTexts(String text) {
    PageProbe page = page(text);

    assertThat(ELEMENTS).containsAll(elements(page));
    assertThat(page.all("script")).hasSize(1);
    assertThat(page.attributeNames()).noneMatch(name -> name.startsWith("on"));
    assertThat(page.attributes("href"))
        .allMatch(href -> href.startsWith("#") || href.startsWith("data:image/svg+xml,<svg "));
    assertThat(page.text()).doesNotContain("\u202E", "\u0000");
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      assertThat(page.all("h1").getFirst().getTextContent()).isEqualTo(text);
      assertThat(page.all("ins").getFirst().getTextContent()).isEqualTo("+" + text + "\n");
    }
  }
}
