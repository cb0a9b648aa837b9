package dev.manyhands.engine.agent.builtin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks off when it is longer than any answer can be. */
final class BoundedStream extends FilterInputStream {
  private final long most;
  private long left;

  BoundedStream(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    return counted(super.read(), 1);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    return counted(count, count);
  }

  private int counted(int result, int count) throws IOException {
    left -= Math.max(0, count);
    if (left < 0) {
      throw new IOException("the answer is longer than %,d bytes".formatted(most));
    }
    return result;
  }
}
