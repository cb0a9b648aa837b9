package dev.manyhands.engine.attempt;

import static dev.manyhands.engine.run.SamplePlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import dev.manyhands.engine.run.SamplePlans;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is asked of an attempt beyond the word of its helper. */
class JudgementTest extends RunFixture {
  private static final AttemptId FIRST = new AttemptId(new TaskId("a"), 1);

  private AttemptReport attempt(SamplePlans plan) throws InterruptedException {
    return only(carry(plan));
  }

  @Test
  void filesThatAreNotItsOwnFailIt() throws Exception {
    AttemptReport attempt =
        attempt(
            SamplePlans.of(
                task("a", "echo x >> src/a.txt; rm README; chmod +x docs/guide.md; echo n > new")
                    .files("src/**", "lib")));

    assertThat(attempt.outcomeOrNull()).isEqualTo("failed");
    assertThat(attempt.reason())
        .isEqualTo("it changed files that are not its own: README, docs/guide.md, new");
    assertThat(kept("a", 1, "new")).isEqualTo("n");
  }

  @Test
  void notAllFilesThatAreNotItsOwnAreNamed() throws Exception {
    AttemptReport attempt =
        attempt(
            SamplePlans.of(
                task("a", "for i in 1 2 3 4 5 6 7 8; do echo x > f$i; done").files("src/**")));

    assertThat(attempt.reason())
        .isEqualTo("it changed files that are not its own: f1, f2, f3, f4, f5 and 3 more");
  }

  @Test
  void itsOwnFilesAreFine() throws Exception {
    AttemptReport attempt =
        attempt(
            SamplePlans.of(
                task("a", "echo x >> src/a.txt; mkdir -p src/deep; echo x > 'src/deep/a b'")
                    .files("src/**")));

    assertThat(attempt.outcomeOrNull()).isEqualTo("succeeded");
  }

  @Test
  void aCheckThatFailsFailsIt() throws Exception {
    AttemptReport attempt =
        attempt(SamplePlans.of(task("a", "echo x > new").check("echo 2 tests failed; exit 4")));

    assertThat(attempt.outcomeOrNull()).isEqualTo("failed");
    assertThat(attempt.reason())
        .isEqualTo("its check failed: it ended with exit code 4; its last words: 2 tests failed");
    assertThat(attempt.exitCodeOrNull()).as("of the helper").isZero();
    assertThat(runFolder().check(FIRST)).hasContent("2 tests failed");
    assertThat(kept("a", 1, "new")).isEqualTo("x");
  }

  /** I5: what a check makes or breaks is no part of the change. */
  @Test
  void aCheckSeesTheFilesAndChangesNothing() throws Exception {
    Report report =
        carry(
            SamplePlans.of(
                task("a", "echo x > new")
                    .check(
                        "test \"$(cat new)\" = x && test $GREETING = hello; rm new; echo y > y")));

    assertThat(report.status()).isEqualTo("succeeded");
    assertThat(user.paths(report.result().orElseThrow().commit()))
        .contains("new")
        .doesNotContain("y");
  }

  @Test
  void withoutAChangeThereIsNothingToCheck() throws Exception {
    AttemptReport attempt = attempt(SamplePlans.of(task("a", "true").check("exit 1")));

    assertThat(attempt.outcomeOrNull()).isEqualTo("succeeded");
  }

  @Test
  void aHelperThatFailedIsNotChecked() throws Exception {
    Path checked = folder.resolve("checked");

    attempt(
        SamplePlans.of(task("a", "echo x > new; exit 1").check("touch '%s'".formatted(checked))));

    assertThat(checked).doesNotExist();
  }

  @Test
  void theSetupComesFirst() throws Exception {
    user.write(".gitignore", "deps\n");
    user.commit("Ignore");

    Report report =
        carry(SamplePlans.of(task("a", "cat deps > new")).setup("echo $GREETING > deps"));

    assertThat(result(report, "new")).isEqualTo("hello");
  }

  @Test
  void aSetupThatFailsFailsItBeforeTheHelperStarts() throws Exception {
    Path ran = folder.resolve("ran");

    AttemptReport attempt =
        attempt(
            SamplePlans.of(task("a", "touch '%s'".formatted(ran)))
                .setup("echo half > half; echo no network; exit 7"));

    assertThat(attempt.outcomeOrNull()).isEqualTo("failed");
    assertThat(attempt.reason())
        .isEqualTo(
            "the workspace's setup failed: it ended with exit code 7; its last words: no network");
    assertThat(attempt.exitCodeOrNull()).isNull();
    assertThat(ran).doesNotExist();
    assertThat(runFolder().setup(FIRST)).hasContent("no network");
    assertThat(kept("a", 1, "half")).isEqualTo("half");
    assertThat(held()).isEmpty();
  }

  @Test
  void aWorkspaceThatCannotBeMadeFailsIt() throws Exception {
    // Also the superuser can make no folder below a file.
    RunEffects effects = new RunEffects(context(SamplePlans.of(task("a", "true")).build()));
    Files.delete(pool());
    Files.writeString(pool(), "");

    assertThat(effects.carryOut(new Effect.RunAttempt(FIRST, user.head())))
        .get()
        .isInstanceOfSatisfying(
            Command.FinishAttempt.class,
            finish -> {
              assertThat(finish.end().outcome().word()).isEqualTo("failed");
              assertThat(finish.end().reason())
                  .startsWith("its workspace could not be made: the workspace")
                  .contains(pool().toString());
            });
  }

  /** I4: what could not be kept stays where it is. */
  @Test
  void filesThatCannotBeKeptFailItAndStay() throws Exception {
    AttemptReport attempt =
        attempt(SamplePlans.of(task("a", "echo x > new; rm README; mkfifo README")));

    assertThat(attempt.outcomeOrNull()).isEqualTo("failed");
    assertThat(attempt.reason())
        .startsWith("its files could not be kept; not all files were kept:")
        .contains("README", "they are in " + pool());
    assertThat(held()).hasSize(1);
    assertThat(kept("a", 1, "new")).isEqualTo("x");
  }
}
