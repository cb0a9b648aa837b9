package dev.manyhands.engine.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/**
 * A log file that keeps the beginning and the end of what is written and leaves out the middle, in
 * bounded memory and on bounded disk.
 */
final class CappedLog implements AutoCloseable {
  private static final int SHORTEST = 4096;

  private final Path file;
  private final OutputStream out;
  private final int tailSize;
  private byte[] tail = {};
  private long headLeft;
  private long tailed;

  /**
   * Opens a log; an earlier one in this place is replaced.
   *
   * @param head how many bytes of the beginning are kept
   * @param tail how many bytes of the end are kept, beyond the beginning
   */
  CappedLog(Path file, long head, int tail) throws IOException {
    this.file = file;
    this.out = Files.newOutputStream(file);
    this.headLeft = head;
    this.tailSize = tail;
  }

  /** Closes a log to which nothing will come. */
  void abandon() {
    try {
      close();
    } catch (IOException e) {
      LoggerFactory.getLogger(CappedLog.class).debug("not closed: {}", file, e);
    }
  }

  void write(byte[] bytes, int length) {
    int first = (int) Math.min(length, headLeft);
    if (first > 0) {
      writeHead(bytes, first);
    }
    makeRoom(length - first);
    for (int i = first; i < length; ) {
      int at = (int) (tailed % tail.length);
      int part = Math.min(length - i, tail.length - at);
      System.arraycopy(bytes, i, tail, at, part);
      tailed += part;
      i += part;
    }
  }

  /** Most programs write little: the tail becomes as long as it has to. */
  private void makeRoom(int length) {
    long wanted = Math.min(tailSize, tailed + length);
    if (wanted > tail.length) {
      tail = Arrays.copyOf(tail, (int) Math.min(tailSize, Math.max(2 * wanted, SHORTEST)));
    }
  }

  /** A full disk must not stop the program whose output this is: the tail is kept in memory. */
  private void writeHead(byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
      headLeft -= length;
    } catch (IOException e) {
      headLeft = 0;
      LoggerFactory.getLogger(CappedLog.class).warn("{} is cut off", file, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      long dropped = tailed - tail.length;
      if (dropped > 0) {
        String note = "%n[… %,d bytes left out …]%n".formatted(dropped);
        out.write(note.getBytes(StandardCharsets.UTF_8));
        int at = (int) (tailed % tail.length);
        out.write(tail, at, tail.length - at);
        out.write(tail, 0, at);
      } else {
        out.write(tail, 0, (int) tailed);
      }
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
