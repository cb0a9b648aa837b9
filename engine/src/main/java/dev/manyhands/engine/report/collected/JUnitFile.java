package dev.manyhands.engine.report.collected;

/** A collected file that is valid JUnit XML. */
public record JUnitFile(CollectedFile file, CaseCounts cases) {}
