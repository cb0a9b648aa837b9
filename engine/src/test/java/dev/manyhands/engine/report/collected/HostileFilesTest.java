package dev.manyhands.engine.report.collected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.engine.report.SampleReports;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are written by helpers: nothing in one may read others, take all memory, or never end. */
class HostileFilesTest {
  @TempDir private Path folder;
  private Collection collection;

  @BeforeEach
  void setUp() {
    collection = new Collection(folder.resolve("collected"));
  }

  private String onlyProblem() {
    CollectedReports reports = collection.read();
    assertThat(reports.junit()).isEmpty();
    assertThat(reports.sarif()).isEmpty();
    assertThat(reports.problems()).hasSize(1);
    return reports.problems().getFirst().reason();
  }

  @Test
  void readsNoOtherFile() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "top secret");
    collection.put(
        "a/1/x.xml",
        """
        <?xml version="1.0"?>
        <!DOCTYPE testsuite [<!ENTITY secret SYSTEM "%s">]>
        <testsuite name="x"><testcase name="&secret;">&secret;</testcase></testsuite>
        """
            .formatted(secret.toUri()));

    assertThat(onlyProblem()).isEqualTo("has a DOCTYPE, which is not read");
    assertThat(Collection.junit(SampleReports.one(), collection.read()))
        .doesNotContain("top secret");
  }

  @Test
  void expandsNoEntities() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE testsuite [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    collection.put(
        "a/1/x.xml", laughs + "]><testsuite><testcase name='x'>&l29;</testcase></testsuite>");

    assertThat(onlyProblem()).isEqualTo("has a DOCTYPE, which is not read");
  }

  @Test
  void asksNoServerForADocumentType() {
    collection.put(
        "a/1/x.xml",
        "<!DOCTYPE testsuite PUBLIC 'x' 'http://127.0.0.1:9/x.dtd'><testsuite>&x;</testsuite>");

    assertThat(onlyProblem()).isEqualTo("has a DOCTYPE, which is not read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<testsuite>", "{\"a\":", "{\"runs\":[[["})
  void givesUpOnDeepNesting(String unit) {
    collection.put("a/1/x.xml", unit.repeat(200_000));

    assertThat(onlyProblem()).containsAnyOf("depth", "not valid", "not an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<testsuite name='", "<testsuite><!-- ", "<testsuite><?x "})
  void givesUpOnAnAttributeOrACommentThatFillsTheMemory(String start) throws IOException {
    Path file = folder.resolve("collected/a/1/x.xml");
    Files.createDirectories(file.getParent());
    String block = "x".repeat(1 << 16);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(start);
      for (int i = 0; i < 700; i++) {
        out.write(block);
      }
    }

    assertThat(onlyProblem()).contains("longer than 32 MiB");
  }

  @Test
  void readsATextWithMoreEscapedCharactersThanTheParserExpects() {
    collection.put(
        "a/1/x.xml",
        "<testsuite><testcase name='x'><system-out>"
            + "&lt;a&gt; &amp;\n".repeat(200_000)
            + "</system-out></testcase></testsuite>");

    CollectedReports reports = collection.read();

    assertThat(reports.problems()).isEmpty();
    assertThat(
            XmlTree.all(XmlTree.parse(Collection.junit(SampleReports.one(), reports)), "system-out")
                .getLast()
                .getTextContent())
        .isEqualTo("<a> &\n".repeat(200_000));
  }

  @Test
  void survivesDamagedFilesAndPrintsNothing() {
    PrintStream standardError = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      for (String sample : List.of("surefire.xml", "nested.xml", "spotbugs.sarif")) {
        damage(sample);
      }
    } finally {
      System.setErr(standardError);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private void damage(String sample) {
    byte[] bytes = Collection.bytes(sample);
    Random random = new Random(sample.hashCode());
    int valid = 0;
    for (int round = 0; round < 150; round++) {
      byte[] damaged = bytes.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = random.nextInt(damaged.length);
        switch (random.nextInt(3)) {
          case 0 -> damaged[at] = (byte) random.nextInt(256);
          case 1 -> damaged[at] = bytes[random.nextInt(bytes.length)];
          default -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
        }
      }
      collection.put("a/1/x", damaged);
      CollectedReports reports = collection.read();
      if (reports.problems().isEmpty()) {
        valid++;
        XmlTree.parse(Collection.junit(SampleReports.one(), reports));
        Collection.sarif(reports);
      }
    }
    assertThat(valid).as("some damage leaves the file valid, some not").isBetween(1, 149);
  }
}
