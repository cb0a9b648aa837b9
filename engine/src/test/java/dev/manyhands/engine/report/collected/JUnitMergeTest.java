package dev.manyhands.engine.report.collected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.SampleReports;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitMergeTest {
  private static final List<String> SAMPLES =
      List.of("gradle.xml", "jest.xml", "nested.xml", "pytest.xml", "surefire.xml");

  @TempDir private Path folder;
  private Collection collection;

  @BeforeEach
  void setUp() {
    collection = new Collection(folder);
  }

  private Document merged() {
    return XmlTree.parse(Collection.junit(SampleReports.one(), collection.read()));
  }

  private static List<Element> suitesOf(Document merged, String file) {
    return XmlTree.all(merged, "testsuite").stream()
        .filter(suite -> XmlTree.property(suite, "manyhands.file").contains(file))
        .toList();
  }

  @Test
  void keepsEveryTestCaseAsItWas() {
    List<String> expected = new ArrayList<>();
    for (String sample : SAMPLES) {
      collection.sample("core/1/" + sample, sample);
      expected.addAll(XmlTree.cases(XmlTree.parse(Collection.bytes(sample))));
    }

    Document merged = merged();

    List<String> cases = XmlTree.cases(merged);
    assertThat(cases.subList(1, cases.size())).isEqualTo(expected);
    assertThat(cases).hasSize(1 + 8 + 10 + 3 + 4 + 5);
  }

  @Test
  void namesTheTaskInEverySuite() {
    for (String sample : SAMPLES) {
      collection.sample("core/1/sub folder/" + sample, sample);
    }

    List<Element> suites = XmlTree.all(merged(), "testsuite");

    assertThat(suites.getFirst().getAttribute("name")).isEqualTo("manyhands");
    assertThat(suites.subList(1, suites.size()))
        .hasSize(10)
        .allSatisfy(
            suite -> {
              assertThat(suite.getAttribute("name")).startsWith("core › ");
              assertThat(XmlTree.property(suite, "manyhands.task")).containsExactly("core");
              assertThat(XmlTree.property(suite, "manyhands.attempt")).containsExactly("1");
              assertThat(XmlTree.property(suite, "manyhands.file").getFirst())
                  .startsWith("sub folder/");
            });
  }

  @Test
  void keepsWhatElseSuitesSay() {
    collection
        .sample("core/1/surefire.xml", "surefire.xml")
        .sample("core/1/gradle.xml", "gradle.xml");

    Document merged = merged();
    Element surefire = suitesOf(merged, "surefire.xml").getFirst();
    Element gradle = suitesOf(merged, "gradle.xml").getFirst();

    assertThat(XmlTree.property(surefire, "line.separator")).containsExactly("\n");
    assertThat(surefire.getAttribute("tests")).isEqualTo("8");
    assertThat(surefire.getAttribute("xsi:noNamespaceSchemaLocation")).isEmpty();
    assertThat(XmlTree.children(surefire, "properties")).hasSize(1);
    assertThat(XmlTree.children(gradle, "system-out").getFirst().getTextContent())
        .isEqualTo("<b>not markup</b> & not an entity\n");
    assertThat(XmlTree.children(gradle, "system-err")).hasSize(1);
  }

  @Test
  void keepsSeveralFailuresAndRerunsOfACase() {
    collection.sample("core/1/s.xml", "surefire.xml").sample("core/1/g.xml", "gradle.xml");

    Document merged = merged();

    assertThat(XmlTree.all(merged, "failure"))
        .extracting(failure -> failure.getAttribute("message").replaceFirst("(?s) .*", ""))
        .containsExactly("first", "second", "they");
    assertThat(XmlTree.all(merged, "rerunFailure")).hasSize(2);
    assertThat(XmlTree.all(merged, "rerunError")).hasSize(2);
    assertThat(XmlTree.all(merged, "flakyFailure")).hasSize(1);
  }

  @Test
  void givesASuiteToWhatStandsOutsideOfAny() {
    collection.sample("core/1/nested.xml", "nested.xml");

    Document merged = merged();
    List<Element> suites = suitesOf(merged, "nested.xml");

    assertThat(suites)
        .extracting(suite -> suite.getAttribute("name"))
        .containsExactly(
            "core › everything",
            "core › outer",
            "core › inner",
            "core › nested.xml",
            "core › everything");
    assertThat(XmlTree.property(suites.getFirst(), "seed")).containsExactly("42");
    assertThat(suites.get(1).getAttribute("xmlns:x")).isEqualTo("urn:example:extra");
    assertThat(XmlTree.property(suites.get(1), "late")).containsExactly("yes");
    assertThat(XmlTree.children(suites.get(1), "testsuite")).containsExactly(suites.get(2));
    assertThat(XmlTree.children(merged.getDocumentElement(), "testcase")).isEmpty();
  }

  @Test
  void itsTotalsAreThoseOfItsCases() {
    for (String sample : SAMPLES) {
      collection.sample("core/1/" + sample, sample);
    }

    Element root = merged().getDocumentElement();

    assertThat(root.getAttribute("tests")).isEqualTo("31");
    assertThat(root.getAttribute("failures")).as("gradle, jest, pytest 2, surefire").isEqualTo("5");
    assertThat(root.getAttribute("errors")).as("nested, pytest 2, surefire").isEqualTo("4");
    assertThat(root.getAttribute("skipped"))
        .as("jest, nested 2, pytest 2, surefire")
        .isEqualTo("6");
  }

  @Test
  void readsEveryEncoding() {
    String text = "<testsuite name='ä世'><testcase name='é'>%s</testcase></testsuite>";
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] marked = java.util.Arrays.copyOf(mark, 3 + utf8.length);
    System.arraycopy(utf8, 0, marked, 3, utf8.length);
    collection
        .put("a/1/bom.xml", marked)
        .put("b/1/utf16.xml", declared("UTF-16", text, StandardCharsets.UTF_16))
        .put("c/1/utf16le.xml", declared("UTF-16LE", text, StandardCharsets.UTF_16LE))
        .put("d/1/utf16be.xml", text.getBytes(StandardCharsets.UTF_16BE))
        .put("e/1/none.xml", text)
        .put(
            "f/1/latin1.xml",
            declared(
                "ISO-8859-1",
                "<testsuite name='ä'><testcase name='é'/></testsuite>",
                StandardCharsets.ISO_8859_1))
        .put(
            "g/1/win.xml",
            declared(
                "windows-1252",
                "<testsuite name='ä'><testcase name='é'/></testsuite>",
                Charset.forName("windows-1252")));

    Document merged = merged();

    assertThat(collection.read().problems()).isEmpty();
    assertThat(XmlTree.all(merged, "testcase").stream().skip(1))
        .hasSize(7)
        .allMatch(testCase -> testCase.getAttribute("name").equals("é"));
  }

  private static byte[] declared(String encoding, String text, Charset charset) {
    return ("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n" + text).getBytes(charset);
  }

  @Test
  void makesSignsOfCharactersThatXmlDoesNotAllow() {
    collection.put(
        "a/1/x.xml",
        "<?xml version='1.1'?><testsuite><testcase"
            + " name='&#27;[1m'>&#7;\uD83D\uDE42</testcase></testsuite>");

    Element testCase = XmlTree.all(merged(), "testcase").getLast();

    assertThat(testCase.getAttribute("name")).isEqualTo("␛[1m");
    assertThat(testCase.getTextContent()).isEqualTo("␇\uD83D\uDE42");
  }

  @Test
  void writesASuiteOfTheTasks() {
    Document document = XmlTree.parse(JUnitReport.ofTasks(SampleReports.eight()));

    Element suite = XmlTree.all(document, "testsuite").getFirst();
    assertThat(suite.getAttribute("name")).isEqualTo("manyhands");
    assertThat(suite.getAttribute("tests")).isEqualTo("8");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    Element failure = XmlTree.all(document, "failure").getFirst();
    assertThat(failure.getAttribute("message")).isEqualTo("it took longer than its limit of 30s");
    assertThat(failure.getAttribute("type")).isEqualTo("timed-out");
    assertThat(XmlTree.all(document, "skipped").getFirst().getAttribute("message"))
        .isEqualTo("skipped: it needs 'legacy', which did not end well");
    assertThat(XmlTree.all(document, "testcase").getFirst().getAttribute("time"))
        .isEqualTo("41.000");
  }

  @Test
  void writesTasksOfARunUnderWayAndHostileOnes() {
    Document running = XmlTree.parse(JUnitReport.ofTasks(SampleReports.running()));
    Report hostile = SampleReports.hostile("]]><x a=\"'&\u0000\n\uD800");

    assertThat(XmlTree.all(running, "skipped")).hasSize(6);
    assertThat(
            XmlTree.parse(JUnitReport.ofTasks(hostile)).getDocumentElement().getAttribute("name"))
        .isEqualTo("]]><x a=\"'&␀\n\uFFFD");
  }
}
