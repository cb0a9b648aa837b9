package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

  private static String clean(String text) {
    return Cells.clean(text, true);
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(clean("Tests run: 12 (ünïcödé, 索引, 😀)"))
        .isEqualTo("Tests run: 12 (ünïcödé, 索引, 😀)");
  }

  @Test
  void commandsToTheTerminalAreLeftOut() {
    assertThat(clean("\u001B[1;31mred\u001B[0m \u001B[2J\u001B[10;10Hhome")).isEqualTo("red home");
    assertThat(clean("\u001B]0;title\u0007a\u001B]8;;http://x\u001B\\b")).isEqualTo("ab");
    assertThat(clean("\u001BPq#0;2\u001B\\sixel \u001B_Gkitty\u001B\\")).isEqualTo("sixel ");
    assertThat(clean("\u001B(0lines\u001B(B \u001Bcreset \u001B7\u001B8"))
        .isEqualTo("lines reset ");
    assertThat(clean("\u009B31m8-bit\u009D0;title\u009C")).isEqualTo("8-bit");
    assertThat(clean("\u001B[?1049h\u001B[?25l\u001B[>4;2m")).isEmpty();
  }

  @Test
  void commandsWithoutAnEndTakeNothingButThemselves() {
    assertThat(clean("a\u001B")).isEqualTo("a");
    assertThat(clean("a\u001B[12;")).isEqualTo("a");
    assertThat(clean("a\u001B]0;for ever")).isEqualTo("a");
    assertThat(clean("a\u001B[3\u00FCb")).isEqualTo("a\u00FCb");
    assertThat(clean("a\u001B\u001B[31mb")).isEqualTo("ab");
    assertThat(clean("a\u001B]0;title\u001B[31mb")).isEqualTo("ab");
  }

  @Test
  void controlCharactersAreLeftOut() {
    assertThat(clean("a\tb\r\nc\u0000\b\u000B\u007F\u0085d")).isEqualTo("a b cd");
    IntStream.range(0, 0xA0)
        .filter(Character::isISOControl)
        .forEach(c -> assertThat(clean(Character.toString(c)).strip()).isEmpty());
  }

  @Test
  void directionsAndInvisibleCharactersAreLeftOut() {
    assertThat(clean("user\u202Etxt.exe\u2066\u200F\u061C\u00AD\u200B\uFEFF"))
        .isEqualTo("usertxt.exe");
    assertThat(clean("a\u2028b\u2029c\u00A0d")).isEqualTo("a b c d");
  }

  @Test
  void whatTerminalsMeasureDifferentlyIsTakenApart() {
    assertThat(clean("👨\u200D👩\u200D👧")).isEqualTo("👨👩👧");
    assertThat(clean("❤\uFE0F 👍🏽")).isEqualTo("❤ 👍");
    assertThat(clean("🇩🇪")).isEqualTo("DE");
    assertThat(clean("\uD83D lone \uDE00")).isEqualTo("? lone ?");
    assertThat(clean("\uE0B0\uDBFF\uDFFF")).isEqualTo("??");
  }

  @Test
  void marksStayNearTheirLetter() {
    assertThat(clean("e\u0301")).isEqualTo("e\u0301");
    assertThat(clean("\u0301e")).isEqualTo("e");
    assertThat(clean("z" + "\u0335".repeat(50) + "a")).isEqualTo("z\u0335\u0335a");
  }

  @Test
  void asciiHasSomethingForEverything() {
    assertThat(Cells.clean("a … b — “c” ü 索 😀 → e\u0301", false))
        .isEqualTo("a ... b - \"c\" ? ? ? -> e");
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "索引, 4", "한글, 4", "😀, 2", "ｆｕｌｌ, 8", "é, 1", "✓▸█, 3", "ﾊﾝｶｸ, 4"})
  void widthIsWhatTerminalsTake(String text, int cells) {
    assertThat(Cells.width(text)).isEqualTo(cells);
  }

  @Test
  void marksTakeNoCells() {
    assertThat(Cells.width("e\u0301a")).isEqualTo(2);
  }

  @Test
  void cutsBeforeACharacterThatDoesNotFit() {
    assertThat(Cells.cut("索引を", 5)).isEqualTo("索引");
    assertThat(Cells.cut("索引を", 6)).isEqualTo("索引を");
    assertThat(Cells.cut("a😀b", 2)).isEqualTo("a");
    assertThat(Cells.cut("abc", 0)).isEmpty();
    assertThat(Cells.cut("abc", -1)).isEmpty();
  }

  @Test
  void aRowIsNeverWiderThanItMayBe() {
    for (int width = 0; width < 12; width++) {
      Row row = new Row(Stage.PLAIN, width).add(Sign.RUNNING).gap(1);
      row.add(Tone.PLAIN, "索引をz").gap(2).add(Tone.PLAIN, "more");

      assertThat(Cells.width(row.end().toString())).isLessThanOrEqualTo(width);
    }
  }

  @Test
  void aRowSaysWhereItsTextIsCutOff() {
    assertThat(new Row(Stage.PLAIN, 6).add(Tone.PLAIN, "索引を再").end()).hasToString("索引…");
    assertThat(new Row(Stage.PLAIN, 5).add(Tone.PLAIN, "索引を再").end()).hasToString("索引…");
    assertThat(new Row(Stage.PLAIN, 8).add(Tone.PLAIN, "索引を再").end()).hasToString("索引を再");
    assertThat(new Row(Stage.ASCII, 4).add(Tone.PLAIN, "abcdef").end()).hasToString("abc~");
  }
}
