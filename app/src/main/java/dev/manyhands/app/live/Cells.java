package dev.manyhands.app.live;

import org.jline.utils.WCWidth;

/**
 * Texts as rows of equal cells, as terminals have them.
 *
 * <p>Helpers print what they like. What is left of a text here moves no cursor, turns no direction
 * and takes the same number of cells on every terminal: characters about which terminals disagree,
 * such as joiners and variation selectors of emoji, are left out.
 */
final class Cells {
  private static final int MARKS = 2;

  private Cells() {}

  /** Returns the text on one line, without anything that a terminal would obey. */
  static String clean(String text, boolean unicode) {
    StringBuilder clean = new StringBuilder(text.length());
    int marks = MARKS; // none before the first letter: they would join what stands before the text
    int at = 0;
    while (at < text.length()) {
      int skipped = EscapeSequences.end(text, at);
      if (skipped > at) {
        at = skipped;
        continue;
      }
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      String shown = Glyphs.of(codePoint, unicode);
      if (shown.isEmpty()) {
        continue;
      }
      marks = WCWidth.wcwidth(shown.codePointAt(0)) == 0 ? marks + 1 : 0;
      if (marks <= MARKS) {
        clean.append(shown);
      }
    }
    return clean.toString();
  }

  /** Returns how many cells a clean text takes. */
  static int width(String clean) {
    return clean.codePoints().map(Cells::width).sum();
  }

  private static int width(int codePoint) {
    return codePoint < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
  }

  /** Returns the beginning of a clean text that fits into this many cells. */
  static String cut(String clean, int cells) {
    int used = 0;
    int end = 0;
    while (end < clean.length()) {
      int codePoint = clean.codePointAt(end);
      used += width(codePoint);
      if (used > cells) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return clean.substring(0, end);
  }
}
