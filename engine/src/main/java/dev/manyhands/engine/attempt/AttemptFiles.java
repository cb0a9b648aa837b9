package dev.manyhands.engine.attempt;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.AttemptId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What an attempt leaves in the run's folder. */
final class AttemptFiles {
  private static final int END_BYTES = 6 * 1024;

  /** Shorter messages are in the attempt's event as they are. */
  private static final int IN_EVENTS = 100;

  private final RunFolder folder;
  private final AttemptId attempt;

  AttemptFiles(RunFolder folder, AttemptId attempt) {
    this.folder = folder;
    this.attempt = attempt;
  }

  Path prompt() {
    return folder.prompt(attempt);
  }

  void writePrompt(String prompt) {
    write(folder.prompt(attempt), prompt);
  }

  /** Writes what the helper said last, and what it handed in. */
  void writeResult(String message, Optional<String> result) {
    if (message.length() > IN_EVENTS) {
      write(folder.message(attempt), message);
    }
    result.ifPresent(json -> write(folder.result(attempt), json));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw ManyhandsException.external(file + " cannot be written: " + e.getMessage(), "", e);
    }
  }

  /** Returns the end of what the check printed. */
  String endOfCheck() {
    try (RandomAccessFile file = new RandomAccessFile(folder.check(attempt).toFile(), "r")) {
      long start = Math.max(0, file.length() - END_BYTES);
      byte[] end = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // There was no check, or it printed nothing.
    }
  }
}
