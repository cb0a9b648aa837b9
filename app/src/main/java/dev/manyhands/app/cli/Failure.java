package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;

/** Tells a person why a command could not be done. */
final class Failure {
  private final Console console;

  Failure(Console console) {
    this.console = console;
  }

  /** Says what happened and what to do, and returns the exit code. */
  int explain(Exception e) {
    if (e instanceof ManyhandsException known) {
      console.note("manyhands: " + known.getMessage());
      if (!known.hint().isEmpty()) {
        console.note("hint: " + known.hint());
      }
      if (known.kind() == ManyhandsException.Kind.BUG) {
        known.printStackTrace(console.err());
      }
      return ExitCode.of(known);
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      console.note("manyhands: interrupted");
      return ExitCode.INTERRUPTED;
    }
    console.note("manyhands: this is a bug in Manyhands: " + e);
    e.printStackTrace(console.err());
    console.note("hint: please report it together with these lines");
    return ExitCode.BUG;
  }
}
