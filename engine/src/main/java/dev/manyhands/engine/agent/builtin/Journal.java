package dev.manyhands.engine.agent.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of a session, a little at a time, and keeps no file open. One thread at a time.
 */
final class Journal {
  private static final int LONG = 8 * 1024;
  private static final int LONGEST_TEXT = 4 * 1024;
  private static final long OFTEN = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final StringBuilder waiting = new StringBuilder();
  private long written = System.nanoTime();

  Journal(Path file) {
    this.file = file;
  }

  void add(String text) {
    waiting.append(text, 0, Math.min(text.length(), LONGEST_TEXT));
    waiting.append(text.length() > LONGEST_TEXT ? " […]\n" : "\n");
    if (waiting.length() > LONG || System.nanoTime() - written > OFTEN) {
      write();
    }
  }

  /** Writes what waits. */
  void write() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      try {
        append();
      } catch (NoSuchFileException e) {
        Files.createDirectories(file.getParent());
        append();
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(Journal.class).warn("{} is not complete", file, e);
    }
    waiting.setLength(0);
    waiting.trimToSize();
    written = System.nanoTime();
  }

  private void append() throws IOException {
    Files.writeString(file, waiting, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
