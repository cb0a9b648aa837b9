package dev.manyhands.app.live;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;

/**
 * Draws pictures on a terminal's second screen, so that what was on the first one is there again
 * afterwards, and nothing of a picture stays behind when the terminal's size changes: on the first
 * screen terminals fold lines that have become too long, each in its own way.
 */
final class Screen {
  private static final String SECOND = "\u001B[?1049h";
  private static final String FIRST = "\u001B[?1049l";
  private static final String HIDE_CURSOR = "\u001B[?25l";
  private static final String SHOW_CURSOR = "\u001B[?25h";
  private static final String CUT_LINES = "\u001B[?7l";
  private static final String FOLD_LINES = "\u001B[?7h";
  private static final String PLAIN = "\u001B[m";
  private static final String CLEAR = "\u001B[H\u001B[2J";
  private static final String CLEAR_LINE = "\u001B[2K";
  private static final int COLOURS = 8;
  private static final Size NONE = Size.of(0, 0);

  private final Tty tty;
  private List<AttributedString> shown = List.of();
  private Size size = NONE;
  private boolean entered;

  Screen(Tty tty) {
    this.tty = tty;
  }

  boolean isEntered() {
    return entered;
  }

  void enter() throws IOException {
    tty.hush();
    entered = true;
    shown = List.of();
    tty.write(SECOND + HIDE_CURSOR + PLAIN + CLEAR);
  }

  /** Makes the next picture be drawn as a whole. */
  void forget() {
    size = NONE;
  }

  /** Draws a picture of this size; writes only the lines that differ from the one before. */
  void draw(List<AttributedString> lines, Size of) throws IOException {
    StringBuilder text = new StringBuilder();
    if (!of.equals(size)) {
      size = of;
      shown = List.of();
      text.append(PLAIN).append(CLEAR);
    }
    for (int i = 0; i < lines.size(); i++) {
      AttributedString line = lines.get(i);
      if (i >= shown.size() || !shown.get(i).equals(line)) {
        // Cleared before, not after: after a full line the cursor is on its last character.
        text.append("\u001B[").append(i + 1).append(";1H").append(CLEAR_LINE);
        text.append(line.toAnsi(COLOURS, ForceMode.None));
      }
    }
    shown = List.copyOf(lines);
    if (!text.isEmpty()) {
      // A character that is wider than thought must not push the others down.
      tty.write(CUT_LINES + text + FOLD_LINES);
    }
  }

  /** Prints lines that stay, as any program would. */
  void print(List<AttributedString> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.toAnsi(COLOURS, ForceMode.None)).append('\n'));
    tty.write(text.toString());
  }

  /** Gives the terminal back as it was. */
  void leave() throws IOException {
    if (!entered) {
      return;
    }
    entered = false;
    forget();
    try {
      // A terminal without a second screen still shows the picture on its only one.
      tty.write(PLAIN + CLEAR + SHOW_CURSOR + FIRST);
    } finally {
      tty.unhush();
    }
  }
}
