package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Outcome;
import org.junit.jupiter.api.Test;

/** What is said of tasks that wait: for a slot, for each other, to be combined. */
class QueuesTest {

  private static Stage started(TestPlan plan) {
    Stage stage = Stage.of(plan);
    stage.run.start();
    return stage;
  }

  /** Three tasks whose changes wait while a fourth is verified; then all are. */
  private static Stage threeInAGroup() {
    Stage stage = started(new TestPlan().tasks(5).concurrency(5));
    stage.run.succeed("t1").succeed("t2").succeed("t3").succeed("t4").pass();
    return stage.after(3);
  }

  @Test
  void readyTasksAreNamedInTheOrderInWhichTheyStart() {
    Stage stage =
        started(new TestPlan().task("a").task("b").task("c").task("d", "c").concurrency(1));

    assertThat(stage.line("queue")).isEqualTo("queue  2 ready · 1 waiting for others · next: a, b");
  }

  @Test
  void tasksThatAreTriedAgainLaterAreNotNext() {
    Stage stage = started(new TestPlan().task("a").task("b").concurrency(1));
    stage.run.fail("a", Outcome.FAILED, "exit code 1");

    assertThat(stage.line("queue")).isEqualTo("queue  1 again in 1s");
  }

  @Test
  void nothingIsSaidOfQueuesThatAreEmpty() {
    Stage stage = started(new TestPlan().task("a"));

    assertThat(stage.picture(80, 24)).doesNotContain("queue").doesNotContain("merge ");
  }

  @Test
  void aGroupIsVerifiedTogether() {
    Stage stage = threeInAGroup();
    assertThat(stage.line("merge ")).isEqualTo("merge  verifying t2, t3, t4 together for 0:03");

    stage.run.succeed("t5");
    assertThat(stage.line("merge "))
        .isEqualTo("merge  verifying t2, t3, t4 together for 0:03 · then t5");
  }

  @Test
  void culpritsAreFoundByBisection() {
    Stage stage = threeInAGroup();
    stage.run.red("exit code 1");

    assertThat(stage.after(1).line("merge "))
        .isEqualTo("merge  bisecting: t2 of 3 that fail together for 0:01 · then t3, t4");
    assertThat(stage.line("fail the"))
        .isEqualTo("0:03 ! t2, t3, t4 fail the combined check: exit code 1");
  }

  @Test
  void theBaseAloneIsProbedAndMayBeToBlame() {
    Stage stage = started(new TestPlan().tasks(2));
    stage.run.succeed("t1").red("exit code 1");
    assertThat(stage.after(2).line("merge "))
        .isEqualTo("merge  checking the base alone for 0:02 · then t1");

    stage.run.red("exit code 1");
    assertThat(stage.line("merge "))
        .isEqualTo("merge  t1 judged with all others at the end: the base fails the check");
    assertThat(stage.line("base alone"))
        .isEqualTo("0:02 ! the combined check fails on the base alone: exit code 1");
  }

  @Test
  void troubleIsTriedAgain() {
    Stage stage = started(new TestPlan().tasks(2));
    stage.run.succeed("t1").trouble("the disk is full");

    assertThat(stage.line("merge ")).isEqualTo("merge  t1 verified again in 1s");
    assertThat(stage.line("disk"))
        .isEqualTo("0:00 ! t1 not verified, again in 1s: the disk is full");
  }

  @Test
  void withoutACheckChangesAreOnlyMerged() {
    Stage stage = started(new TestPlan().withoutCheck().tasks(2));
    stage.run.succeed("t1");

    assertThat(stage.line("merge ")).isEqualTo("merge  merging t1 for 0:00");
  }

  @Test
  void publishingIsTheLastStep() {
    Stage stage = started(new TestPlan().task("a"));
    stage.run.succeed("a").pass();
    assertThat(stage.line("merge ")).isEqualTo("merge  publishing the result");
    assertThat(stage.picture(80, 24))
        .startsWith("Migrate to JUnit 6  migrate-to-junit-6-k3f9x  publishing");

    stage.run.failToPublish("the ref is locked");
    assertThat(stage.line("merge ")).isEqualTo("merge  publishing again in 1s");
    assertThat(stage.line("locked"))
        .isEqualTo("0:00 ! not published, again in 1s: the ref is locked");
  }

  @Test
  void aRunThatIsOverSaysSo() {
    Stage stage = started(new TestPlan().task("a"));
    stage.after(4).run.succeed("a").pass().publish();

    assertThat(stage.after(60).picture(80, 9))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  succeeded  base 0000ba5e0000  0:04
            ██████████████████████████████████████████████████████████████████████ 1/1  100%
            ✓ 1 merged

            0:04 ✓ a merged
            0:04 ✓ the result is branch manyhands/run
            0:04 ✓ the run succeeded

            the run is over
            """);
  }
}
