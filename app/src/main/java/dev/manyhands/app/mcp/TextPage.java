package dev.manyhands.app.mcp;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps one page of what is written to it, and counts the rest: the memory that it takes does not
 * depend on how much that is. No character is torn between pages.
 */
final class TextPage extends OutputStream {
  private static final int SIZE = 16_000;

  private final long from;
  private final long to;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long position;
  private boolean complete;

  /**
   * Begins.
   *
   * @param number from 1
   */
  TextPage(int number) {
    this.from = (number - 1L) * SIZE;
    this.to = from + SIZE;
  }

  @Override
  public void write(int b) {
    boolean inside = position >= from && position < to;
    boolean continues = (b & 0xC0) == 0x80;
    if (inside && !(continues && kept.size() == 0 && position < from + 3 && from > 0)) {
      kept.write(b);
    } else if (position >= to && continues && !complete && kept.size() > 0) {
      kept.write(b); // The rest of the page's last character.
    } else if (position >= to) {
      complete = true;
    }
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    long end = position + length;
    if (end <= from || (position >= to && complete)) {
      position = end;
      return;
    }
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** Returns the page's text. */
  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Returns how many pages there are; at least one. */
  int pages() {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (position + SIZE - 1) / SIZE));
  }
}
