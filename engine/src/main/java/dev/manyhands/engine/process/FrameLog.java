package dev.manyhands.engine.process;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.LoggerFactory;

/**
 * The log of a conversation with a tool: what it printed, as it came, and what it was told, behind
 * {@code "> "}. Bounded as {@link CappedLog} is. Safe for any thread.
 */
public final class FrameLog implements AutoCloseable {
  private static final long HEAD_BYTES = 32L << 20;
  private static final int TAIL_BYTES = 1 << 20;

  private final CappedLog log;
  private final String secret;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  private FrameLog(CappedLog log, String secret) {
    this.log = log;
    this.secret = secret;
  }

  /**
   * Opens a log; an earlier one in this place is replaced.
   *
   * @param secret which the tool may be told, and the log may not; empty for none
   * @throws ManyhandsException if it cannot be written
   */
  public static FrameLog open(Path file, String secret) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new FrameLog(new CappedLog(file, HEAD_BYTES, TAIL_BYTES), secret);
    } catch (IOException e) {
      throw ManyhandsException.external("its log cannot be written: " + e, "", e);
    }
  }

  /** Takes a line that the tool is told. */
  void told(String line) {
    String shown = secret.isEmpty() ? line : line.replace(secret, "…");
    byte[] bytes = ("> " + shown + "\n").getBytes(StandardCharsets.UTF_8);
    write(bytes, bytes.length);
  }

  void write(byte[] bytes, int length) {
    lock.lock();
    try {
      if (!closed) {
        log.write(bytes, length);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        log.close();
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(FrameLog.class).warn("the log {} is not complete", log, e);
    } finally {
      lock.unlock();
    }
  }
}
