package dev.manyhands.engine.report.collected;

import dev.manyhands.core.report.Report;

/**
 * How many test cases there are. Each is counted once: as an error if it has one, else as a failure
 * if it has one, else as skipped if it was; else it passed.
 */
public record CaseCounts(long all, long errors, long failures, long skipped) {
  /** No test cases. */
  public static final CaseCounts NONE = new CaseCounts(0, 0, 0, 0);

  /** Returns both together. */
  public CaseCounts plus(CaseCounts other) {
    return new CaseCounts(
        all + other.all, errors + other.errors, failures + other.failures, skipped + other.skipped);
  }

  /** Returns them the way reports say it. */
  public Report.Tests tests() {
    long failed = errors + failures;
    return new Report.Tests(all, all - failed - skipped, failed, skipped);
  }
}
