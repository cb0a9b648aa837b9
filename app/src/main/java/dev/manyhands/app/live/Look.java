package dev.manyhands.app.live;

import org.jline.utils.AttributedStyle;

/**
 * What the terminal, and the person before it, can take.
 *
 * @param colours whether parts are told apart by style; signs tell them apart without
 * @param unicode whether the terminal shows more than ASCII
 */
record Look(boolean colours, boolean unicode) {

  AttributedStyle style(Tone tone) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    if (!colours) {
      return plain;
    }
    return switch (tone) {
      case PLAIN -> plain;
      case STRONG -> plain.bold();
      case FAINT -> plain.faint();
      case GOOD -> plain.foreground(AttributedStyle.GREEN);
      case BAD -> plain.foreground(AttributedStyle.RED);
      case LATE -> plain.foreground(AttributedStyle.YELLOW);
      case BUSY -> plain.foreground(AttributedStyle.CYAN);
      case MERGING -> plain.foreground(AttributedStyle.MAGENTA);
    };
  }

  /** Returns what stands for the end of a text that is cut off; one cell wide. */
  String ellipsis() {
    return unicode ? "…" : "~";
  }
}
