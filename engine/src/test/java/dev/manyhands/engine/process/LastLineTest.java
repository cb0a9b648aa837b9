package dev.manyhands.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLineTest {
  private final LastLine line = new LastLine();

  private String after(String... pieces) {
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      line.take(bytes, bytes.length);
    }
    return line.text();
  }

  @Test
  void isTheLastWithSomethingOnIt() {
    assertThat(after("one\ntwo\n\n  \n")).isEqualTo("two");
  }

  @Test
  void isTheLineThatHasBegun() {
    assertThat(after("one\ntwo", " and more")).isEqualTo("two and more");
  }

  @Test
  void aProgressBarIsWhatItShows() {
    assertThat(after("10 %\r", "20 %\r", "30 %")).isEqualTo("30 %");
  }

  @Test
  void isEmptyWhenNothingWasSaid() {
    assertThat(after()).isEmpty();
    assertThat(after("\n\n", "   \r\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'\u001b[1;31mred\u001b[0m text', red text",
    "'\u001b[2K\u001b[1Gdone', done",
    "'bell\u0007 and tab\tend', bell  and tab end",
    "'naïve – 日本 😀', naïve – 日本 😀"
  })
  void isForPeopleToRead(String said, String text) {
    assertThat(after(said)).isEqualTo(text);
  }

  @Test
  void isCutWhenItIsLong() {
    assertThat(after("x".repeat(100_000))).hasSize(400);
    assertThat(after("\nshort\n")).isEqualTo("short");
  }

  @Test
  void theEndOfALargePieceCounts() {
    assertThat(after("noise\n".repeat(50_000) + "the end\n")).isEqualTo("the end");
  }
}
