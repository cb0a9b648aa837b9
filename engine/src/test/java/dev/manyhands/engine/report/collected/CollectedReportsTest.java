package dev.manyhands.engine.report.collected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CollectedReportsTest {
  @TempDir private Path folder;
  private Collection collection;

  @BeforeEach
  void setUp() {
    collection = new Collection(folder);
  }

  @Test
  void aFolderThatDoesNotExistIsEmpty() throws IOException {
    assertThat(CollectedReports.in(folder.resolve("none"))).isEqualTo(CollectedReports.NONE);
    assertThat(CollectedReports.NONE.tests()).isEqualTo(Report.Tests.NONE);
  }

  @Test
  void countsEachCaseOnce() {
    assertThat(collection.sample("a/1/r.xml", "surefire.xml").read().tests())
        .isEqualTo(new Report.Tests(8, 5, 2, 1));
    assertThat(collection.sample("b/1/r.xml", "pytest.xml").read().tests())
        .isEqualTo(new Report.Tests(18, 9, 6, 3));
  }

  @Test
  void totalsCountTheLatestAttemptThatLeftReports() {
    CollectedReports reports =
        collection
            .sample("a/1/r.xml", "surefire.xml")
            .sample("a/2/r.xml", "jest.xml")
            .put("a/3/r.xml", "<testsuite><testcase>")
            .sample("a/10/out.sarif", "eslint.sarif")
            .sample("b/1/r.xml", "gradle.xml")
            .sample("_combined/1/r.xml", "surefire.xml")
            .read();

    assertThat(reports.tests()).isEqualTo(new Report.Tests(7, 4, 2, 1));
    assertThat(reports.counted())
        .extracting(Origin::toString)
        .containsExactlyInAnyOrder("a, attempt 2", "b, attempt 1");
  }

  @Test
  void totalsCountTheCombinedTreeWhenNoTaskLeftAny() {
    CollectedReports reports =
        collection
            .sample("_combined/2/r.xml", "surefire.xml")
            .sample("_combined/9/r.xml", "jest.xml")
            .sample("_combined/10/r.xml", "gradle.xml")
            .read();

    assertThat(reports.tests()).isEqualTo(new Report.Tests(3, 2, 1, 0));
  }

  @Test
  void theMergedFileHoldsEveryAttemptAndSaysWhich() {
    CollectedReports reports =
        collection
            .sample("a/1/r.xml", "gradle.xml")
            .sample("a/2/r.xml", "gradle.xml")
            .sample("_combined/4/r.xml", "gradle.xml")
            .read();

    Document merged = XmlTree.parse(Collection.junit(SampleReports.one(), reports));

    assertThat(XmlTree.all(merged, "testsuite"))
        .extracting(suite -> suite.getAttribute("name"))
        .containsExactly(
            "manyhands",
            "a (attempt 1) › org.example.WriterTest",
            "a › org.example.WriterTest",
            "_combined (check 4) › org.example.WriterTest");
    Element combined = XmlTree.all(merged, "testsuite").getLast();
    assertThat(XmlTree.property(combined, "manyhands.task")).containsExactly("_combined");
    assertThat(XmlTree.property(combined, "manyhands.attempt")).containsExactly("4");
    assertThat(merged.getDocumentElement().getAttribute("tests")).isEqualTo("10");
  }

  @Test
  void readsFilesInTheOrderOfTasksAttemptsAndPaths() {
    CollectedReports reports =
        collection
            .sample("b/2/z.xml", "gradle.xml")
            .sample("b/10/a.xml", "gradle.xml")
            .sample("b/2/a/b.xml", "gradle.xml")
            .sample("_combined/1/a.xml", "gradle.xml")
            .sample("a/1/a.xml", "gradle.xml")
            .read();

    assertThat(reports.junit())
        .extracting(
            file ->
                file.file().origin().owner() + file.file().origin().number() + file.file().name())
        .containsExactly("a1a.xml", "b2a/b.xml", "b2z.xml", "b10a.xml", "_combined1a.xml");
  }

  @Test
  void namesWhatItCannotUseAndGoesOn() {
    CollectedReports reports =
        collection
            .put("a/1/empty.xml", "")
            .put("a/1/blank.xml", " \n")
            .put("a/1/log.txt", "BUILD FAILURE")
            .put("a/1/cut.xml", "<testsuite name='x'>\n<testcase name='y'>")
            .put("a/1/two.xml", "<testsuite/><testsuite/>")
            .put("a/1/other.xml", "<checkstyle version='1'/>")
            .put(
                "a/1/bytes.xml",
                new byte[] {'<', 't', 'e', 's', 't', 's', 'u', 'i', 't', 'e', '>', (byte) 0xE4})
            .put("a/1/odd.xml", "<?xml version='1.0' encoding='x-none'?><testsuite/>")
            .put("a/1/char.xml", "<testsuite>\u0001</testsuite>")
            .put("a/1/prefix.xml", "<testsuite><a:b:c/></testsuite>x")
            .put("A/1/x.xml", "<testsuite/>")
            .put("a/x/x.xml", "<testsuite/>")
            .put("a/0/x.xml", "<testsuite/>")
            .put("stray.xml", "<testsuite/>")
            .sample("z/1/good.xml", "gradle.xml")
            .read();

    assertThat(reports.junit()).hasSize(1);
    assertThat(reports.problems())
        .extracting(Problem::toString)
        .contains(
            "a, attempt 1: empty.xml is empty",
            "a, attempt 1: blank.xml is empty",
            "a, attempt 1: log.txt is neither JUnit XML nor SARIF",
            "a, attempt 1: other.xml is XML, but not JUnit's: its root element is <checkstyle>",
            "a, attempt 1: bytes.xml has bytes that its encoding does not have",
            "a, attempt 1: odd.xml is in the unknown encoding x-none",
            "a/x is not the folder of an attempt",
            "a/0 is not the folder of an attempt",
            "A is not the folder of a task",
            "stray.xml is not the folder of a task")
        .anyMatch(problem -> problem.startsWith("a, attempt 1: cut.xml is not valid XML: line 2, "))
        .anyMatch(problem -> problem.startsWith("a, attempt 1: two.xml is not valid XML: "))
        .anyMatch(problem -> problem.startsWith("a, attempt 1: char.xml is not valid XML: "))
        .anyMatch(problem -> problem.startsWith("a, attempt 1: prefix.xml is not valid XML: "))
        .hasSize(14);
    assertThat(Collection.junit(SampleReports.one(), reports)).doesNotContain("cut.xml");
  }

  @Test
  void doesNotFollowLinks() throws IOException {
    collection.sample("z/1/good.xml", "gradle.xml");
    Path secret =
        Files.writeString(folder.resolveSibling("secret.xml"), "<testsuite name='secret'/>");
    Files.createSymbolicLink(folder.resolve("z/1/link.xml"), secret);
    Files.createSymbolicLink(folder.resolve("z/2"), folder.resolve("z/1"));
    Files.createSymbolicLink(folder.resolve("y"), folder.resolve("z"));

    CollectedReports reports = collection.read();

    assertThat(reports.junit()).hasSize(1);
    assertThat(reports.problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "z, attempt 1: link.xml is not a regular file and was left out",
            "z/2 is not the folder of an attempt",
            "y is not the folder of a task");
    Files.delete(secret);
  }

  @Test
  void keepsUnusualFileNames() {
    String name = "a b/ü \"quoted\" & <odd>.xml";
    CollectedReports reports = collection.sample("a/1/" + name, "gradle.xml").read();

    Document merged = XmlTree.parse(Collection.junit(SampleReports.one(), reports));

    assertThat(XmlTree.property(XmlTree.all(merged, "testsuite").getLast(), "manyhands.file"))
        .isEqualTo(List.of(name));
  }
}
