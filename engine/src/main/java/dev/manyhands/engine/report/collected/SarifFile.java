package dev.manyhands.engine.report.collected;

/**
 * A collected file that is valid SARIF 2.1.0.
 *
 * @param externals how many external properties the log holds beside its runs
 */
public record SarifFile(CollectedFile file, int runs, long results, int externals) {}
