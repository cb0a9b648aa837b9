package dev.manyhands.engine.process;

import java.time.Duration;

/** How a program ended. No process of it is left, unless that could not be done. */
public sealed interface ProgramEnd {
  /** Returns the last line that it printed, without control characters; may be empty. */
  String lastLine();

  /** It ended by itself. */
  record Exited(int code, String lastLine) implements ProgramEnd {}

  /** It took too long and was ended. */
  record TimedOut(Duration limit, String lastLine) implements ProgramEnd {}

  /** It was silent for too long and was ended. */
  record Stalled(Duration limit, String lastLine) implements ProgramEnd {}

  /** It could not be started. */
  record NotStarted(String reason) implements ProgramEnd {
    @Override
    public String lastLine() {
      return "";
    }
  }
}
