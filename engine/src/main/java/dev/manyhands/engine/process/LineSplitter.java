package dev.manyhands.engine.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes lines of bytes, in bounded memory: of a line that is too long it keeps the beginning. */
final class LineSplitter {
  private static final int BEGINNING = 200;

  private final int most;
  private ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long length;

  LineSplitter(int most) {
    this.most = most;
  }

  /** Takes the next byte; returns the line that it ends. */
  Optional<Heard> take(byte b) {
    if (b == '\n') {
      return Optional.of(end());
    }
    length++;
    if (length <= most) {
      line.write(b);
    }
    return Optional.empty();
  }

  /** Returns what has no end of line behind it. */
  Optional<Heard> rest() {
    return length == 0 ? Optional.empty() : Optional.of(end());
  }

  private Heard end() {
    String text = line.toString(StandardCharsets.UTF_8);
    long bytes = length;
    length = 0;
    // A new one, because a buffer stays as large as its longest line.
    line = new ByteArrayOutputStream();
    if (bytes <= most) {
      return new Heard.Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
    return new Heard.TooLong(bytes, text.substring(0, Math.min(BEGINNING, text.length())));
  }
}
