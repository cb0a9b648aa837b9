package dev.manyhands.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void keepsOrdinaryTexts() {
    String text = "Grüße, 世界 \uD83D\uDE42\n\tindented";

    assertThat(Visible.text(text)).isSameAs(text);
  }

  @Test
  void showsControlCharacters() {
    assertThat(Visible.text("a\u0000b\u001Bc\u007Fd\u0085e")).isEqualTo("a␀b␛c\uFFFDd\uFFFDe");
  }

  @Test
  void showsWhatTurnsTheDirectionOfWriting() {
    assertThat(Visible.text("if (a\u202E) \u2066x\u2069"))
        .isEqualTo("if (a⟦U+202E⟧) ⟦U+2066⟧x⟦U+2069⟧");
  }

  @Test
  void replacesHalvesOfSurrogatePairs() {
    assertThat(Visible.text("\uD83Da\uDE42")).isEqualTo("\uFFFDa\uFFFD");
  }

  @Test
  void takesColoursAndProgressOutOfOutput() {
    assertThat(Visible.output("\u001B[1;31mred\u001B[0m\r\n10%\r20%\r\n\u001B]0;title\u0007end"))
        .isEqualTo("red\n10%\n20%\nend");
  }

  @Test
  void putsATextOnOneLine() {
    assertThat(Visible.line("  a\n b\tc  ")).isEqualTo("a b c");
  }
}
