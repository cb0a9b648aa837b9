package dev.manyhands.engine.report.collected;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends reading when a parser takes in too much at once: an attribute or a comment has to fit in
 * memory, and a parser knows no limit for them.
 */
final class GuardedReader extends FilterReader {
  private static final int MOST = 32 << 20;

  private int taken;

  GuardedReader(Reader in) {
    super(in);
  }

  /** Says that the parser has given out what it took in so far. */
  void advance() {
    taken = 0;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    count(c < 0 ? 0 : 1);
    return c;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int characters) throws IOException {
    taken += characters;
    if (taken > MOST) {
      throw new IOException("an attribute or a comment is longer than 32 MiB");
    }
  }
}
