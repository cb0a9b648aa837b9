package dev.manyhands;

import dev.manyhands.engine.RunReports;

/** A format of the report of a run. */
public enum ReportFormat {
  /** For people, as text. */
  MARKDOWN,
  /** For programs. */
  JSON,
  /** For people: one page, with a time line. */
  HTML,
  /** For continuous integration: the test reports that subagents left, merged. */
  JUNIT,
  /** For code hosts: the findings that subagents left, merged. */
  SARIF;

  RunReports.Format format() {
    return switch (this) {
      case MARKDOWN -> RunReports.Format.MARKDOWN;
      case JSON -> RunReports.Format.JSON;
      case HTML -> RunReports.Format.HTML;
      case JUNIT -> RunReports.Format.JUNIT;
      case SARIF -> RunReports.Format.SARIF;
    };
  }
}
