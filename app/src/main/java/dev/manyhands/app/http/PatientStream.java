package dev.manyhands.app.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a client that may stop reading: then the thread is interrupted, which closes the
 * connection. Nothing is kept beyond what the socket holds.
 */
final class PatientStream extends FilterOutputStream {
  private static final int PIECE = 32 * 1024;

  private final ScheduledExecutorService timer;
  private final long patienceMs;

  /**
   * Creates a stream.
   *
   * @param patienceMs how long a client may take for one piece of 32 KiB
   */
  PatientStream(OutputStream out, ScheduledExecutorService timer, long patienceMs) {
    super(out);
    this.timer = timer;
    this.patienceMs = patienceMs;
  }

  /** Something that may block. */
  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }

  private void inTime(Writing writing) throws IOException {
    Future<?> deadline =
        timer.schedule(Thread.currentThread()::interrupt, patienceMs, TimeUnit.MILLISECONDS);
    boolean late;
    try {
      writing.write();
    } finally {
      late = !deadline.cancel(false);
    }
    if (late) {
      throw new IOException("the client stopped reading");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE) {
      int from = offset + done;
      int count = Math.min(PIECE, length - done);
      inTime(() -> out.write(bytes, from, count));
    }
  }

  @Override
  public void flush() throws IOException {
    inTime(out::flush);
  }

  @Override
  public void close() throws IOException {
    inTime(out::close);
  }
}
