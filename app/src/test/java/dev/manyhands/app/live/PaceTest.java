package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Outcome;
import org.junit.jupiter.api.Test;

/** The time left, as the bar's line tells it. */
class PaceTest {

  private static Stage started(TestPlan plan) {
    Stage stage = Stage.of(plan.withoutCheck());
    stage.run.start();
    return stage;
  }

  @Test
  void nothingIsSaidBeforeAFewAttemptsHaveEnded() {
    Stage stage = started(new TestPlan().tasks(20).concurrency(2));
    stage.after(60).run.succeed("t1").succeed("t2");
    assertThat(stage.line("/20")).doesNotContain("left");

    stage.after(60).run.succeed("t3");
    assertThat(stage.line("/20")).contains("left");
  }

  @Test
  void workIsSharedAmongTheSlots() {
    Stage stage = started(new TestPlan().tasks(24).concurrency(4));
    stage.after(120).run.succeed("t1").succeed("t2").succeed("t3").succeed("t4");

    // 20 attempts of two minutes at 4 at a time.
    assertThat(stage.line("/24")).endsWith("~10m left");
    assertThat(stage.after(60).line("/24")).endsWith("~9m left");
  }

  @Test
  void aChainTakesAsLongAsItsLinksTogether() {
    Stage stage =
        started(new TestPlan().tasks(3).concurrency(50).task("a").task("b", "a").task("c", "b"));
    stage.after(60).run.succeed("t1").succeed("t2").succeed("t3").succeed("a");

    assertThat(stage.line("/6")).endsWith("~2m left");
  }

  @Test
  void whatTakesLongerThanTheOthersIsStillSaidToTakeAWhile() {
    Stage stage = started(new TestPlan().tasks(4));
    stage.after(80).run.succeed("t1").succeed("t2").succeed("t3").pass().pass();

    assertThat(stage.after(400).line("/4")).endsWith("~15s left");
  }

  @Test
  void attemptsThatSomebodyEndedSayNothing() {
    Stage stage = started(new TestPlan().tasks(20).concurrency(3));
    stage.run.resume();
    for (int i = 1; i <= 3; i++) {
      stage.after(1).run.fail("t" + i, Outcome.LOST, "");
    }

    assertThat(stage.line("/20")).doesNotContain("left");
  }

  @Test
  void aRunThatIsCancelledOrOverHasNoTimeLeft() {
    Stage stage = started(new TestPlan().tasks(20).concurrency(3));
    stage.after(60).run.succeed("t1").succeed("t2").succeed("t3");
    assertThat(stage.line("/20")).contains("left");

    stage.run.cancel("enough");
    assertThat(stage.line("/20")).doesNotContain("left");
  }
}
