package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTest {
  private final Notes notes = new Notes();

  @Test
  void linesStayInTheirOrderWithoutCommandsToTheTerminal() {
    notes.keep("one");
    notes.keep("\u001B[2Jtwo");

    assertThat(Stage.text(notes.lines())).isEqualTo("one\ntwo\n");
  }

  @Test
  void theOldestMakeRoomAndThatIsSaid() {
    for (int i = 1; i <= 1005; i++) {
      notes.keep("line " + i);
    }

    assertThat(Stage.text(notes.lines()))
        .startsWith("5 lines before these were too many to keep\nline 6\n")
        .endsWith("line 1005\n");
  }
}
