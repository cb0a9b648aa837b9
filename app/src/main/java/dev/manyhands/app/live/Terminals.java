package dev.manyhands.app.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.slf4j.LoggerFactory;

/** Finds out whether there is a terminal to draw on. */
final class Terminals {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/|tty|console)");
  private static final int IN = 0;
  private static final int ERR = 2;

  private Terminals() {}

  /**
   * Says whether standard error is a terminal that can be drawn on, and standard input the same
   * one, whose settings are changed while there is a display.
   */
  static boolean isUsable(Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    boolean wanted =
        !type.isEmpty() && !type.startsWith("dumb") && environment.getOrDefault("CI", "").isEmpty();
    return wanted && isTerminal(ERR) && isTerminal(IN) && JobControl.isInForeground();
  }

  /** Asks JLine, which must be loaded for that, only where nothing else says it. */
  private static boolean isTerminal(int file) {
    Path link = OPEN_FILES.resolve(Integer.toString(file));
    try {
      String target = Files.readSymbolicLink(link).toString();
      if (TERMINAL.matcher(target).lookingAt()) {
        return true;
      }
      return target.startsWith("/")
          && !target.equals("/dev/null")
          && !Files.isRegularFile(link)
          && isTerminalForJline(file);
    } catch (IOException | UnsupportedOperationException e) {
      return isTerminalForJline(file); // a system without such links
    }
  }

  private static boolean isTerminalForJline(int file) {
    try {
      SystemStream stream = file == IN ? SystemStream.Input : SystemStream.Error;
      return TerminalProvider.load(Tty.PROVIDER).isSystemStream(stream);
    } catch (IOException | RuntimeException | LinkageError e) {
      LoggerFactory.getLogger(Terminals.class).debug("no native access to terminals", e);
      return false;
    }
  }
}
