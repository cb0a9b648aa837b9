package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunId;
import org.junit.jupiter.api.Test;

/** What is told of a run, and what of it is still in sight later. */
class ChronicleTest {

  private static Stage started(TestPlan plan) {
    Stage stage = Stage.of(plan);
    stage.run.start();
    return stage;
  }

  @Test
  void aRetryNamesItsReasonAndWhenItComes() {
    Stage stage = started(new TestPlan().task("a"));
    stage.after(5).run.fail("a", Outcome.STALLED, "silent for 4m");

    assertThat(stage.line("stalled"))
        .isEqualTo("0:05 ↻ a stalled in attempt 1, again in 1s: silent for 4m");
  }

  @Test
  void aFailureAtTheEndSkipsThoseThatNeedIt() {
    Stage stage = started(new TestPlan().task("a").task("b", "a").task("c", "a").task("d", "c"));
    stage.run.fail("a", Outcome.FAILED, "exit code 1");
    stage.after(5).run.fail("a", Outcome.FAILED, "exit code 2");

    assertThat(stage.picture(80, 24))
        .contains(
            """
            0:05 ✗ a failed: exit code 2
            0:05 - b, c skipped, for want of a
            0:05 - d skipped, for want of c
            """);
  }

  @Test
  void conflictsAndRejectionsAreToldApart() {
    Stage stage = started(new TestPlan().task("a").task("b").task("c"));
    stage.run.succeed("a").succeed("b").succeed("c").pass().pass("b").succeed("b").red("red");

    assertThat(stage.line("conflicts"))
        .isEqualTo("0:00 ≠ b conflicts in attempt 1, again at once: both changed pom.xml");
    assertThat(stage.line("b failed"))
        .isEqualTo("0:00 ⊘ b failed: the combined check fails with it: red");
  }

  @Test
  void tasksThatLandTogetherShareALine() {
    Stage stage = started(new TestPlan().tasks(9).concurrency(9));
    for (int i = 1; i <= 9; i++) {
      stage.run.succeed("t" + i);
    }
    stage.run.pass().pass();

    assertThat(stage.line(" merged")).isEqualTo("✓ 9 merged");
    assertThat(stage.line("t2")).isEqualTo("0:00 ✓ t1, t2, t3, t4, t5, t6, t7, t8, t9 merged");
  }

  @Test
  void successesDoNotPushFailuresOut() {
    Stage stage = started(new TestPlan().withoutCheck().tasks(60).concurrency(60));
    stage.run.fail("t1", Outcome.FAILED, "exit code 1");
    for (int i = 2; i < 50; i++) {
      stage.after(1).run.succeed("t" + i).pass();
    }

    String picture = stage.picture(80, 14);
    assertThat(picture).contains("0:00 ↻ t1 failed in attempt 1").contains("0:48 ✓ t49 merged");
    assertThat(picture).containsSubsequence("t1 failed", "t49 merged");
  }

  @Test
  void warningsAndLinesOfOthersAreNewsToo() {
    Stage stage = Stage.of(new TestPlan().task("a"));
    stage.run.start("the checkout has uncommitted changes");
    stage.view.note("[main] WARN git: \u001B[31mslow\u001B[0m", stage.run.now());

    assertThat(stage.line("uncommitted")).isEqualTo("0:00 ! the checkout has uncommitted changes");
    assertThat(stage.line("WARN")).isEqualTo("0:00 · [main] WARN git: slow");
    assertThat(stage.summary(80)).contains("uncommitted").doesNotContain("WARN");
  }

  @Test
  void whatStaysIsNotCutOff() {
    Stage stage = Stage.of(new TestPlan().task("a"));
    String warning = "a long warning ".repeat(10) + "ends";
    stage.run.start(warning);

    assertThat(stage.picture(80, 24)).doesNotContain("ends\n").contains("…\n");
    assertThat(stage.summary(80)).contains(warning);
  }

  @Test
  void eventsThatAreHeardTwiceCountOnce() {
    TestPlan plan = new TestPlan().task("a");
    LiveView view = new LiveView(new RunId("r"), plan.build(), Stage.PLAIN);
    Simulation run =
        new Simulation(
            plan.build(),
            Stage.T0,
            event -> {
              view.on(event);
              view.on(event);
            });
    run.start("once").succeed("a").pass().publish();

    assertThat(Stage.text(view.frame(80, 24, run.now()))).containsOnlyOnce("once");
  }
}
