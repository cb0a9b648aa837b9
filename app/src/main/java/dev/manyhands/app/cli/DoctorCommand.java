package dev.manyhands.app.cli;

import dev.manyhands.engine.Diagnosis;
import java.util.List;

/** {@code manyhands doctor}. */
final class DoctorCommand extends Command {
  DoctorCommand(Console console) {
    super(console, "doctor", "Find out whether everything that Manyhands needs is here.");
    explain("Ends with exit code 4 when something is missing, and says how to get it.");
    addRepo();
  }

  @Override
  int run() throws InterruptedException {
    List<Diagnosis.Finding> findings = new Diagnosis(directory(), System.getenv()).findings();
    TextTable table = new TextTable("", "WHAT", "FOUND");
    for (Diagnosis.Finding finding : findings) {
      table.row(mark(finding.verdict()), finding.what(), finding.found());
    }
    console.result(table.text());
    findings.stream()
        .filter(finding -> !finding.remedy().isEmpty())
        .forEach(finding -> console.result(finding.what() + ": " + finding.remedy()));
    return findings.stream().anyMatch(f -> f.verdict() == Diagnosis.Verdict.MISSING)
        ? ExitCode.EXTERNAL
        : ExitCode.OK;
  }

  private static String mark(Diagnosis.Verdict verdict) {
    return switch (verdict) {
      case GOOD -> "ok";
      case COULD_BE_BETTER -> "note";
      case MISSING -> "MISSING";
    };
  }
}
