package dev.manyhands.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @Test
  void aShortTextStaysAsItIs() {
    assertThat(Text.atMost("", 10)).isEmpty();
    assertThat(Text.atMost("0123456789", 10)).isEqualTo("0123456789");
    assertThat(Text.atMost("äöü", 6)).isEqualTo("äöü");
  }

  @Test
  void aLongTextKeepsItsBeginningAndItsEnd() {
    String text = "begin" + "x".repeat(1_000) + "end";

    assertThat(Text.atMost(text, 30)).startsWith("beginx").endsWith("xend").contains(" […] ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "€", "😀", "a😀", "😀é", "\t"})
  void noTextTakesMoreBytesThanAllowedAndNoCharacterIsCutInTwo(String unit) {
    String text = unit.repeat(200);
    for (int bytes = 20; bytes < 200; bytes++) {
      String shorter = Text.atMost(text, bytes);

      assertThat(shorter.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(bytes);
      assertThat(shorter).doesNotContain("?").contains("[…]");
      assertThat(new String(shorter.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(shorter);
    }
  }

  @Test
  void halfASurrogatePairDoesNoHarm() {
    String text = "\ud83d".repeat(2_000);

    assertThat(Text.atMost(text, Text.SENTENCE).length()).isLessThanOrEqualTo(Text.SENTENCE);
  }

  /** Events hold at most 4 KiB, whatever somebody writes as a reason. */
  @Test
  void noEventKeepsALongReason() {
    String reason = "€".repeat(5_000);
    List<Facts> facts =
        List.of(
            Facts.runCancelling(reason, true),
            Facts.attemptStopping("a/1", Outcome.CANCELLED, reason),
            Facts.taskReturned("a/1", Outcome.CONFLICT, reason),
            Facts.taskFailed("a", reason),
            Facts.taskCancelled("a", reason),
            Facts.mergeFailed(1, reason),
            Facts.mergeTroubled(1, Duration.ZERO, reason),
            Facts.publishFailed(reason, Duration.ZERO),
            Facts.runFinished(RunStatus.FAILED, reason),
            Facts.attemptEnded("a/1", Things.failure(reason)));

    for (Facts fact : facts) {
      Event event = fact.apply(Things.T0);
      assertThat(event.toString().getBytes(StandardCharsets.UTF_8).length)
          .as(event.getClass().getSimpleName())
          .isLessThan(1_500);
    }
  }
}
