package dev.manyhands.engine.attempt;

import static dev.manyhands.engine.run.SamplePlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.engine.run.SamplePlans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small plans from their beginning to their end. */
class WholeRunTest extends RunFixture {

  @Test
  void independentTasksBecomeOneCommit() throws Exception {
    Report report =
        carry(
            SamplePlans.of(
                    task("a", "echo a > a"),
                    task("b", "sed -i 1s/b1/B1/ src/b.txt"),
                    task("c", "sed -i 5s/b5/B5/ src/b.txt; rm docs/guide.md"),
                    task("nothing", "echo nothing to do"))
                .check("test -e README && ! test -e bad"));

    assertThat(report.status()).isEqualTo("succeeded");
    assertThat(report.tasks())
        .extracting(TaskReport::state)
        .containsExactly("merged", "merged", "merged", "succeeded");
    assertThat(result(report, "src/b.txt")).isEqualTo("B1\nb2\nb3\nb4\nB5");
    assertThat(user.git("log", "--format=%P", "-1", "manyhands/" + run))
        .isEqualTo(user.head().hex());
    assertThat(held()).isEmpty();
  }

  /** I5: what is delivered is, to the byte, what the combined check has seen. */
  @Test
  void theTreeThatIsDeliveredIsTheOneThatWasChecked() throws Exception {
    Path seen = folder.resolve("seen");
    Report report =
        carry(
            SamplePlans.of(task("a", "echo a > a"), task("b", "echo b > b; chmod +x README"))
                .check(
                    "git add -A; git write-tree > '%s'; echo junk > junk; rm README"
                        .formatted(seen)));

    assertThat(report.result().orElseThrow().tree().hex())
        .isEqualTo(Files.readString(seen).strip());
    assertThat(report.checks().getLast().tree()).isEqualTo(report.result().orElseThrow().tree());
  }

  @Test
  void whatBreaksTheCombinationIsLeftOut() throws Exception {
    Report report =
        carry(
            SamplePlans.of(
                    task("a", "echo a > a"), task("b", "echo b > bad"), task("c", "echo c > c"))
                .check("! test -e bad || { echo bad is there; exit 1; }"));

    assertThat(report.status()).isEqualTo("partial");
    assertThat(report.tasks())
        .extracting(TaskReport::state)
        .containsExactly("merged", "failed", "merged");
    assertThat(of(report, "b").reasonOrNull()).contains("bad is there");
    assertThat(user.paths(report.result().orElseThrow().commit()))
        .contains("a", "c")
        .doesNotContain("bad");
    assertThat(kept("b", 1, "bad")).isEqualTo("b");
  }

  @Test
  void ofTwoThatConflictOneFailsWithThePaths() throws Exception {
    Report report =
        carry(
            SamplePlans.of(task("a", "echo a > README"), task("b", "echo b > README"))
                .concurrency(1));

    assertThat(report.tasks()).extracting(TaskReport::state).containsExactly("merged", "failed");
    assertThat(of(report, "b").reasonOrNull()).contains("conflicts", "README");
    assertThat(result(report, "README")).isEqualTo("a");
    assertThat(kept("b", 1, "README")).isEqualTo("b");
  }

  @Test
  void aTaskStartsFromWhatItNeeds() throws Exception {
    Report report =
        carry(
            SamplePlans.of(
                task("a", "echo a > a"),
                task("b", "cat a > b").needs("a"),
                task("c", "cat a b > c").needs("a", "b")));

    assertThat(report.status()).isEqualTo("succeeded");
    assertThat(result(report, "c")).isEqualTo("a\na");
  }

  @Test
  void aFailureIsTriedAgainInACleanWorkspace() throws Exception {
    Report report =
        carry(
            SamplePlans.of(
                task(
                        "a",
                        "test ! -e left || exit 9; touch left; test $MANYHANDS_ATTEMPT = 2 || exit"
                            + " 1")
                    .retries(1)));

    assertThat(of(report, "a").state()).isEqualTo("merged");
    assertThat(of(report, "a").attempts()).hasSize(2);
    assertThat(pool()).isDirectoryContaining("glob:**/1").isDirectoryNotContaining("glob:**/2");
  }

  @Test
  void theCombinedCheckLeavesNothingRunning() throws Exception {
    Report report =
        carry(
            SamplePlans.of(task("a", "echo a > a"))
                .check("(setsid sleep 600 >/dev/null 2>&1 &); sleep 600 & exit 0"));

    assertThat(report.status()).isEqualTo("succeeded");
    assertThat(List.copyOf(held())).isEmpty();
  }
}
