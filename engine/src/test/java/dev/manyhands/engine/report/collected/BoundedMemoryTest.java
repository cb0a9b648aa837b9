package dev.manyhands.engine.report.collected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.SampleReports;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Reports are larger than memory: a process with little of it merges more than it can hold. */
@Tag("long")
class BoundedMemoryTest {
  private static final String HEAP = "-Xmx24m";

  @TempDir private Path folder;

  /** Merges what is below a folder: the main program of the small process. */
  static final class Merge {
    private Merge() {}

    public static void main(String[] args) throws IOException {
      CollectedReports reports = CollectedReports.in(Path.of(args[0]));
      Report report = SampleReports.one();
      try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
        JUnitReport.write(report, reports, out);
      }
      try (OutputStream out = Files.newOutputStream(Path.of(args[2]))) {
        SarifReport.write(reports, out);
      }
      System.out.print(
          reports.tests().total() + " " + reports.findings() + " " + reports.problems());
    }
  }

  @Test
  void mergesMoreThanItCanHold() throws Exception {
    Path collected = Files.createDirectories(folder.resolve("collected/core/1"));
    try (BufferedWriter out = Files.newBufferedWriter(collected.resolve("a.xml"))) {
      out.write("<testsuite name='large'><testcase name='printing'><system-out><![CDATA[");
      fill(out, "a line of <output> & more\n", 500_000);
      out.write("]]></system-out><system-err>");
      fill(out, "a line of &lt;errors&gt;\n", 250_000);
      out.write("</system-err></testcase>");
      fill(
          out, "<testcase name='small' classname='org.example.SmallTest' time='0.01'/>\n", 100_000);
      out.write("</testsuite>");
    }
    String result =
        "{\"ruleId\":\"a\",\"message\":{\"text\":\"" + "y".repeat(300) + "\"},\"level\":\"note\"}";
    try (BufferedWriter out = Files.newBufferedWriter(collected.resolve("b.sarif"))) {
      out.write("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{},\"results\":[" + result);
      fill(out, "," + result, 80_000);
      out.write("]}]}");
    }

    Path junit = folder.resolve("junit.xml");
    Path sarif = folder.resolve("all.sarif");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                Merge.class.getName(),
                folder.resolve("collected").toString(),
                junit.toString(),
                sarif.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(printed).isEqualTo("100001 80001 []");
    assertThat(Files.size(junit)).isGreaterThan(24_000_000);
    assertThat(Files.size(sarif)).isGreaterThan(24_000_000);
  }

  private static void fill(BufferedWriter out, String text, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(text);
    }
  }

  private static String classPath() {
    return Stream.of(
            CollectedReports.class,
            Report.class,
            JsonFactory.class,
            JsonNode.class,
            BoundedMemoryTest.class)
        .map(
            type ->
                Path.of(
                        URI.create(
                            type.getProtectionDomain().getCodeSource().getLocation().toString()))
                    .toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
