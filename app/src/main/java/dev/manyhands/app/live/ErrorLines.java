package dev.manyhands.app.live;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Stands in for standard error while the display has it: passes on what is printed, by lines. */
final class ErrorLines extends OutputStream {
  private static final int LONGEST = 16 * 1024;

  private final Charset charset;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  ErrorLines(Charset charset, Consumer<String> lines) {
    this.charset = charset;
    this.lines = lines;
  }

  @Override
  public void write(int b) {
    if (b == '\n') {
      end();
    } else {
      line.write(b);
      if (line.size() >= LONGEST) {
        end();
      }
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      write(bytes[i]);
    }
  }

  /** Passes on a last line that has no end. */
  @Override
  public void close() {
    if (line.size() > 0) {
      end();
    }
  }

  private void end() {
    String text = line.toString(charset);
    line.reset();
    lines.accept(text);
  }
}
