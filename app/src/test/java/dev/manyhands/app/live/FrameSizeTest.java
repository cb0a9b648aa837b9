package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every picture has exactly as many lines as it may have, and none is too wide. */
class FrameSizeTest {

  static Stream<Named<Stage>> stages() {
    return Stream.of(
        Named.of("not started", notStarted()),
        Named.of("small", small()),
        Named.of("crowded", crowded(Stage.PLAIN)),
        Named.of("crowded, in ASCII", crowded(Stage.ASCII)),
        Named.of("over", over()));
  }

  private static Stage notStarted() {
    return Stage.of(new TestPlan().tasks(3).named("索引を再構築する 😀 ".repeat(20)));
  }

  private static Stage small() {
    Stage stage = Stage.of(new TestPlan().tasks(2));
    stage.run.start();
    return stage;
  }

  private static Stage crowded(Look look) {
    TestPlan plan = new TestPlan().named("索引を再構築する").concurrency(64).tasks(90);
    Stage stage = Stage.of(plan.task("x".repeat(64), "t1", "t2"), look);
    stage.run.start("索引を".repeat(100));
    stage.after(400);
    for (int i = 1; i < 20; i++) {
      stage.run.succeed("t" + i);
    }
    stage.run.pass().red("索引を".repeat(100));
    for (int i = 20; i < 40; i++) {
      stage.run.fail("t" + i, Outcome.FAILED, "索引を".repeat(100));
    }
    for (int i = 40; i < 90; i++) {
      stage.says("t" + i, "索引を".repeat(i));
    }
    stage.view.interrupt();
    return stage;
  }

  private static Stage over() {
    Stage stage = Stage.of(new TestPlan().tasks(1));
    stage.run.start().succeedWithoutChange("t1");
    return stage;
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everySizeIsKept(Stage stage) {
    for (int width : List.of(1, 2, 5, 19, 20, 21, 30, 39, 40, 41, 59, 60, 79, 80, 132, 200, 400)) {
      for (int height : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 50, 100)) {
        List<AttributedString> lines = stage.frame(width, height);

        assertThat(lines).as("%dx%d", width, height).hasSize(height);
        assertThat(lines).allMatch(line -> Cells.width(line.toString()) <= width);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whatMattersMostIsAlwaysThere(Stage stage) {
    List<String> lines = stage.picture(20, 5).lines().toList();

    assertThat(lines.get(0)).matches(".*[0-9]+:[0-9][0-9]");
    assertThat(lines.get(1)).matches(".* [0-9]+/[0-9]+(  [0-9]+%)?");
    assertThat(lines.get(4)).matches("Ctrl-C .*|the run is over");
  }

  @Test
  void aPictureIsAFunctionOfWhatItIsDrawnFrom() {
    Stage stage = crowded(Stage.COLOURS);

    assertThat(stage.frame(80, 24)).isEqualTo(stage.frame(80, 24));
  }

  @Test
  void aThousandTasks() {
    TestPlan plan = new TestPlan().withoutCheck().tasks(500).concurrency(100);
    for (int i = 501; i <= 1000; i++) {
      plan.task("t" + i, "t" + (i - 500));
    }
    Stage stage = Stage.of(plan);
    stage.run.start();
    for (int i = 1; i <= 300; i++) {
      stage.after(1).run.succeed("t" + i).pass();
    }

    assertThat(stage.line("/1000")).contains("300/1000  30%");
    assertThat(stage.line("▸ 100 running")).contains("✓ 300 merged");
    assertThat(stage.line("queue ")).startsWith("queue  400 ready · 200 waiting for others");
  }
}
