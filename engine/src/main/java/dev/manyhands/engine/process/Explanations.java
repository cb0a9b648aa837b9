package dev.manyhands.engine.process;

import java.time.Duration;

/** Says in a sentence how a program ended. */
public final class Explanations {
  private Explanations() {}

  /** Returns what happened, with the last line of output where there is one. */
  public static String of(ProgramEnd end) {
    String what =
        switch (end) {
          case ProgramEnd.Exited exited -> "it ended with exit code " + code(exited.code());
          case ProgramEnd.TimedOut timedOut -> "it took longer than " + text(timedOut.limit());
          case ProgramEnd.Stalled stalled -> "it said nothing for " + text(stalled.limit());
          case ProgramEnd.NotStarted notStarted -> notStarted.reason();
        };
    return end.lastLine().isEmpty() ? what : what + "; its last words: " + end.lastLine();
  }

  /** The shell's convention: 128 and the number of the signal. */
  private static String code(int code) {
    return switch (code) {
      case 126 -> "126 (not executable)";
      case 127 -> "127 (command not found)";
      case 130 -> "130 (interrupted)";
      case 134 -> "134 (aborted)";
      case 137 -> "137 (killed, perhaps for lack of memory)";
      case 139 -> "139 (segmentation fault)";
      case 143 -> "143 (terminated)";
      default -> Integer.toString(code);
    };
  }

  /** Returns a duration as plans write it, such as {@code 1h30m}. */
  public static String text(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }
}
