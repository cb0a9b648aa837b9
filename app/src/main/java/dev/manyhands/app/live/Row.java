package dev.manyhands.app.live;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A line in the making, which never becomes wider than it may be. */
final class Row {
  private final AttributedStringBuilder line = new AttributedStringBuilder();
  private final Look look;
  private final int width;
  private int column;

  Row(Look look, int width) {
    this.look = look;
    this.width = width;
  }

  /** Adds as much of a text from anywhere as fits. */
  Row add(Tone tone, String text) {
    String clean = Cells.clean(text, look.unicode());
    int wanted = Cells.width(clean);
    if (wanted > left()) {
      clean = Cells.cut(clean, left() - 1);
      wanted = Cells.width(clean);
      if (wanted < left()) {
        clean += look.ellipsis();
        wanted++;
      }
    }
    append(tone, clean, wanted);
    return this;
  }

  Row add(Sign sign) {
    return symbols(sign.tone(), sign.in(look));
  }

  /** Adds symbols of our own, which are there for this look and take one cell each. */
  Row symbols(Tone tone, String symbols) {
    String fitting = symbols.substring(0, Math.min(symbols.length(), left()));
    append(tone, fitting, fitting.length());
    return this;
  }

  private void append(Tone tone, String text, int cells) {
    line.style(look.style(tone)).append(text);
    column += cells;
  }

  /** Adds another line, which is no wider than what is left of this one. */
  Row append(Row other) {
    line.append(other.end());
    column += other.column;
    return this;
  }

  /** Adds blanks up to a column, as far as there are any left. */
  Row to(int target) {
    int blanks = Math.min(target, width) - column;
    if (blanks > 0) {
      append(Tone.PLAIN, " ".repeat(blanks), blanks);
    }
    return this;
  }

  /** Adds blanks. */
  Row gap(int blanks) {
    return to(column + blanks);
  }

  /** Returns how many cells are free. */
  int left() {
    return width - column;
  }

  AttributedString end() {
    return line.toAttributedString();
  }
}
