package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.junit.jupiter.api.Test;

class LookTest {

  private static String ansi(Look look) {
    Stage stage = Stage.of(new TestPlan().tasks(3), look);
    stage.run.start().succeed("t1").pass();
    return stage.frame(80, 12).stream()
        .map(line -> line.toAnsi(8, ForceMode.None) + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void coloursSayWhatAPartMeans() {
    assertThat(ansi(Stage.COLOURS))
        .contains("\u001B[32m✓\u001B[0m \u001B[32m1 merged")
        .contains("\u001B[36m▸\u001B[0m \u001B[36m2 running");
  }

  @Test
  void withoutColoursThereIsOnlyText() {
    assertThat(ansi(Stage.PLAIN)).doesNotContain("\u001B").contains("✓ 1 merged  ▸ 2 running");
  }

  @Test
  void asciiIsEnough() {
    assertThat(ansi(Stage.ASCII)).contains("+ 1 merged  > 2 running").matches("[\\n -~]*");
  }
}
