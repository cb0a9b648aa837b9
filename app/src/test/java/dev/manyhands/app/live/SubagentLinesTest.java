package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Outcome;
import org.junit.jupiter.api.Test;

class SubagentLinesTest {

  private static Stage started(TestPlan plan) {
    Stage stage = Stage.of(plan);
    stage.run.start();
    return stage;
  }

  @Test
  void showsWhatAHelperSaidLast() {
    Stage stage = started(new TestPlan().task("core"));
    stage.says("core", "one").after(1).says("core", "two").after(64).says("core", "");

    assertThat(stage.line("core  ")).isEqualTo("▸ core  1:05  two");
  }

  @Test
  void nothingThatAHelperPrintsReachesTheTerminal() {
    Stage stage = started(new TestPlan().task("core").task("docs"));
    stage.says(
        "core", "\u001B[2J\u001B[1;1H\u001B]0;pwned\u0007a\rb\u202Ec" + "\u0007".repeat(500));

    assertThat(stage.line("core  ")).isEqualTo("▸ core  0:00  abc");
    assertThat(stage.picture(80, 24).codePoints())
        .noneMatch(c -> c != '\n' && (Character.isISOControl(c) || c == 0x202E));
  }

  @Test
  void aHelperThatEndedIsNotHeardAnyMore() {
    Stage stage = started(new TestPlan().task("core"));
    stage.run.fail("core", Outcome.FAILED, "exit code 1");
    stage.says("core", 1, "too late").after(2);

    assertThat(stage.line("▸ core")).isEqualTo("▸ core  0:00  attempt 2");
  }

  @Test
  void tellsSettingUpFromRunning() {
    Stage stage = started(new TestPlan().setup().task("core").task("docs"));
    stage.after(10).says("docs", "");

    assertThat(stage.line("core  ")).isEqualTo("◦ core  0:10  setting up");
    assertThat(stage.line("docs  ")).isEqualTo("▸ docs  0:10");
    assertThat(stage.after(50).line("core  ")).isEqualTo("▸ core  1:00");
  }

  @Test
  void warnsOfATimeOutThatIsNear() {
    Stage stage = started(new TestPlan().task("core"));
    stage.after(60).says("core", "a"); // its time begins when it is first heard of
    stage.after(470).says("core", "b");
    assertThat(stage.line("core  ")).isEqualTo("▸ core  8:50  b");

    stage.after(85).says("core", "c");
    assertThat(stage.line("core  ")).isEqualTo("▸ core  10:15  times out in 45s  c");

    stage.after(60).says("core", "d");
    assertThat(stage.line("core  ")).isEqualTo("▸ core  11:15  timed out  d");
  }

  @Test
  void warnsOfAHelperThatIsSilent() {
    Stage stage = started(new TestPlan().task("core"));
    stage.after(10).says("core", "downloading");
    assertThat(stage.after(119).line("core  ")).isEqualTo("▸ core  2:09  downloading");
    assertThat(stage.after(31).line("core  "))
        .isEqualTo("▸ core  2:40  silent 2m 30s of 4m  downloading");
  }

  @Test
  void saysWhyAHelperIsBeingStopped() {
    Stage stage = started(new TestPlan().task("core"));
    stage.after(5).run.cancelTask("core", "no longer needed");

    assertThat(stage.after(1).line("core  ")).isEqualTo("■ core  0:06  stopping: no longer needed");
  }

  @Test
  void anInterruptionEndsAllHelpers() {
    Stage stage = started(new TestPlan().task("core"));
    stage.says("core", "busy").view.interrupt();

    assertThat(stage.line("core  ")).isEqualTo("■ core  0:00  stopping");
    assertThat(stage.line("k3f9x")).contains("k3f9x  interrupted  ");
    assertThat(stage.summary(80)).contains("k3f9x  interrupted  ");
  }

  @Test
  void theOneThatRunsLongestComesFirst() {
    Stage stage = started(new TestPlan().tasks(3).concurrency(2));
    stage.after(5).run.succeed("t1");
    stage.after(60);

    assertThat(stage.picture(80, 24)).containsSubsequence("▸ t2  1:05", "▸ t3  1:00");
  }

  @Test
  void anEngineThatEndedTookItsHelpersAlong() {
    Stage stage = started(new TestPlan().task("core"));
    stage.after(5).run.resume();

    assertThat(stage.line("core  "))
        .isEqualTo("■ core  0:05  stopping: its engine ended while it ran");
  }

  @Test
  void longNamesLeaveRoomForTheirOutput() {
    Stage stage = started(new TestPlan().task("a".repeat(64)).task("b"));
    stage.says("b", "busy");

    assertThat(stage.line("▸ aaa")).isEqualTo("▸ " + "a".repeat(25) + "…  0:00");
    assertThat(stage.line("▸ b")).isEqualTo("▸ b" + " ".repeat(27) + "0:00  busy");
  }
}
