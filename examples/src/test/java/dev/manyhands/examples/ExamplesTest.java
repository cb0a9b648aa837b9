package dev.manyhands.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.Combined;
import dev.manyhands.Manyhands;
import dev.manyhands.examples.AnalyseFolder.Findings;
import dev.manyhands.examples.TestSuitesInParallel.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs every example on a small repository. */
@Timeout(120)
class ExamplesTest {
  @TempDir private Path folder;
  private Path repository;

  @BeforeEach
  void makeRepository() throws Exception {
    repository = Files.createDirectory(folder.resolve("repository"));
    git("init", "-q", "-b", "main");
    write("core/A.java", "class A { Util util; }\n");
    write("core/Util.java", "// TODO: a better name\nclass Util {}\n");
    write("web/B.java", "class B { Util util; } // TODO: test\n// TODO: document\n");
    git("add", "--all");
    git("commit", "-q", "-m", "start");
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> argv =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
    argv.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(argv).directory(repository.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private Manyhands open() throws InterruptedException {
    return Manyhands.open(repository, folder.resolve("state"));
  }

  @Test
  void aFolderIsAnalysed() throws Exception {
    try (Manyhands hands = open()) {
      assertThat(AnalyseFolder.analyse(hands, "core"))
          .containsExactly(new Findings("core/A.java", 1, 0), new Findings("core/Util.java", 2, 1));
      assertThat(AnalyseFolder.analyse(hands, "")).hasSize(3);
    }
  }

  @Test
  void aRefactoringIsDoneInSubsets() throws Exception {
    try (Manyhands hands = open()) {
      Combined combined = RefactorInSubsets.rename(hands, "Util", "Texts", List.of("core", "web"));
      assertThat(combined.status()).isEqualTo(Combined.Status.SUCCEEDED);
      String branch = combined.branch().orElseThrow();
      assertThat(git("show", branch + ":web/B.java")).startsWith("class B { Texts util; }");
      assertThat(git("rev-list", "--count", "main.." + branch)).isEqualTo("1\n");
    }
  }

  @Test
  void aSubsetThatIsLeftOutTurnsTheCheckRed() throws Exception {
    try (Manyhands hands = open()) {
      Combined combined = RefactorInSubsets.rename(hands, "Util", "Texts", List.of("core"));
      assertThat(combined.status()).isEqualTo(Combined.Status.FAILED);
      assertThat(combined.rejected()).singleElement().matches(r -> r.task().equals("subset-0"));
    }
  }

  @Test
  void testSuitesRunInParallel() throws Exception {
    Path report = folder.resolve("merged.xml");
    String suite =
        "echo '<testsuite name=\"%1$s\" tests=\"1\"><testcase name=\"%1$s\"/></testsuite>'"
            + " > TEST-%1$s.xml; echo %1$s is done; exit %2$d";
    try (Manyhands hands = open()) {
      Map<String, Verdict> verdicts =
          TestSuitesInParallel.test(
              hands,
              Map.of("unit", suite.formatted("unit", 0), "slow", suite.formatted("slow", 3)),
              report);
      assertThat(verdicts)
          .containsEntry("unit", new Verdict(0, "unit is done"))
          .containsEntry("slow", new Verdict(3, "slow is done"));
    }
    assertThat(report).content().contains("name=\"unit\"", "name=\"slow\"");
  }
}
