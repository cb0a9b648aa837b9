package dev.manyhands.app.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}.
 *
 * @param outIsTerminal whether a person sees {@code out} directly
 * @param errIsTerminal whether a person sees {@code err} directly
 */
public record Console(
    PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {

  /** Returns the console of this process; output is UTF-8. */
  public static Console ofProcess() {
    return new Console(
        stream(FileDescriptor.out), stream(FileDescriptor.err), isTerminal(1), isTerminal(2));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }

  /** The launcher knows without any cost; without it, Linux tells. */
  private static boolean isTerminal(int descriptor) {
    String told = System.getProperty("manyhands.terminal." + descriptor);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    try {
      Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return device.startsWith("/dev/pts") || device.toString().startsWith("/dev/tty");
    } catch (IOException e) {
      return false; // Not Linux, and not started by the launcher: no assumption is the safe one.
    }
  }

  /** Says whether results may be coloured (https://no-color.org). */
  public boolean colour() {
    return outIsTerminal
        && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** Writes a result, and shows it at once. */
  public void result(String line) {
    out.println(line);
    out.flush();
  }

  /** Says something beside the result, and shows it at once. */
  public void note(String line) {
    err.println(line);
    err.flush();
  }

  /** Shows what has been written. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
