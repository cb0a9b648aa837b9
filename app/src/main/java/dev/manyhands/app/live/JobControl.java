package dev.manyhands.app.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.utils.Signals;
import org.slf4j.LoggerFactory;

/** What a shell does with a program on its terminal: stop it, go on with it, in sight or not. */
final class JobControl {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final int PROCESS_GROUP = 2;
  private static final int FOREGROUND_GROUP = 5;

  private JobControl() {}

  /**
   * Says whether the terminal is this process's to change: a process in the background that tries
   * is stopped by the system. Where that cannot be found out, it is.
   */
  static boolean isInForeground() {
    try {
      String stat = Files.readString(STAT);
      // The name, in parentheses, may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[PROCESS_GROUP].equals(fields[FOREGROUND_GROUP]);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Stops this process as Ctrl-Z would have done if nobody had listened, and returns when it goes
   * on. Does nothing where there is no shell that could let it go on.
   */
  static void stopHere() throws InterruptedException {
    Object handler = Signals.registerDefault("TSTP");
    try {
      String self = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-TSTP", self).inheritIO().start().waitFor();
    } catch (IOException e) {
      LoggerFactory.getLogger(JobControl.class).debug("cannot stop: no kill", e);
    } finally {
      Signals.unregister("TSTP", handler);
    }
  }
}
