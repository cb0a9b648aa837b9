package dev.manyhands.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {
  private static final Path HERE = Path.of(".");

  @Test
  void aProgramCannotBeWithoutItsCookie() {
    Cookie cookie = new Cookie(Map.of("A", "1"));

    assertThatThrownBy(
            () ->
                new Program(
                    List.of("true"),
                    HERE,
                    Map.of("A", "2"),
                    HERE,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    cookie))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCookieCannotBeEmpty() {
    assertThatThrownBy(() -> new Cookie(Map.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0s",
    "PT0.25S,250ms",
    "PT1.5S,1500ms",
    "PT90S,1m30s",
    "PT2H,2h",
    "PT25H1S,25h1s"
  })
  void durationsAreWrittenAsInPlans(Duration duration, String text) {
    assertThat(Explanations.text(duration)).isEqualTo(text);
  }

  @Test
  void saysHowAProgramEnded() {
    assertThat(Explanations.of(new ProgramEnd.Exited(1, "no such file")))
        .isEqualTo("it ended with exit code 1; its last words: no such file");
    assertThat(Explanations.of(new ProgramEnd.Exited(137, "")))
        .isEqualTo("it ended with exit code 137 (killed, perhaps for lack of memory)");
    assertThat(Explanations.of(new ProgramEnd.TimedOut(Duration.ofMinutes(2), "")))
        .isEqualTo("it took longer than 2m");
    assertThat(Explanations.of(new ProgramEnd.Stalled(Duration.ofMinutes(5), "thinking")))
        .isEqualTo("it said nothing for 5m; its last words: thinking");
    assertThat(Explanations.of(new ProgramEnd.NotStarted("x could not be started")))
        .isEqualTo("x could not be started");
  }
}
