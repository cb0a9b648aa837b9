package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.report.Report;

/** What the process says when it ends: the one place that knows the numbers. */
final class ExitCode {
  static final int OK = 0;
  static final int SOME_FAILED = 1;
  static final int USAGE = 2;
  static final int CONFIG = 3;
  static final int EXTERNAL = 4;
  static final int NOTHING_COMBINED = 5;
  static final int BUG = 70;
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(ManyhandsException e) {
    return switch (e.kind()) {
      case USAGE -> USAGE;
      case CONFIG -> CONFIG;
      case CONFLICT, EXTERNAL -> EXTERNAL;
      case BUG -> BUG;
    };
  }

  /** Returns what a run says that is over. */
  static int of(Report report) {
    return switch (report.status()) {
      case "succeeded" -> OK;
      case "partial", "cancelled" -> SOME_FAILED;
      case "failed" -> NOTHING_COMBINED;
      default -> INTERRUPTED;
    };
  }
}
