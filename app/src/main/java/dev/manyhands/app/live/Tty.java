package dev.manyhands.app.live;

import dev.manyhands.core.ManyhandsException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** The terminal behind standard error: its size and its settings, and bytes to it. */
final class Tty implements AutoCloseable {
  /** JLine's way to the system that needs neither a library of its own nor other programs. */
  static final String PROVIDER = "ffm";

  private static final Size USUAL = Size.of(80, 24);

  private final Terminal terminal;
  private final Attributes before;
  private final OutputStream out = new FileOutputStream(FileDescriptor.err);

  private Tty(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
  }

  /**
   * Opens it, and changes nothing yet.
   *
   * @throws ManyhandsException if it cannot be used (EXTERNAL)
   */
  static Tty open() {
    // JLine's own hook would close the terminal while the last picture is taken off it.
    System.setProperty("org.jline.shutdownhook.disable", "true");
    try {
      return new Tty(
          TerminalBuilder.builder()
              .name("manyhands")
              .system(true)
              .systemOutput(SystemOutput.SysErr)
              .provider(PROVIDER)
              // Only sequences that all terminals know are used, so nothing is looked up.
              .type("ansi")
              // Else the terminal is asked questions, whose answers come as if they were typed.
              .graphemeCluster(false)
              .nativeSignals(false) // Ctrl-C belongs to the run
              .dumb(false)
              .build());
    } catch (IOException | IllegalStateException e) {
      throw ManyhandsException.external(
          "the terminal cannot be used: " + e.getMessage(),
          "--quiet does without the live display",
          e);
    }
  }

  Charset charset() {
    return terminal.outputEncoding();
  }

  boolean isUtf8() {
    return charset().equals(StandardCharsets.UTF_8);
  }

  /** Returns the size; the usual one where the terminal does not know its own. */
  Size size() {
    Size size = terminal.getSize();
    return size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
  }

  /** Keeps what is typed from appearing in the picture. Signals still come from keys. */
  void hush() {
    Attributes quiet = new Attributes(before);
    quiet.setLocalFlag(LocalFlag.ECHO, false);
    terminal.setAttributes(quiet);
  }

  /** Brings the settings back that there were before. */
  void unhush() {
    terminal.setAttributes(before);
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(charset()));
  }

  @Override
  public void close() throws IOException {
    // In the background there is nothing to bring back, and trying would stop the process.
    if (JobControl.isInForeground()) {
      terminal.close();
    }
  }
}
