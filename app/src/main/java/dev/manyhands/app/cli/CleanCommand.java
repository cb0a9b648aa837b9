package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.Cleaned;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.plan.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code manyhands clean}. */
final class CleanCommand extends Command {
  private final OptionSpec olderThan =
      option(
          "--older-than",
          "AGE",
          "Only of runs that ended this long ago, such as 12h or 7d" + " (default: 7d).");
  private final OptionSpec dryRun = flag("Only say what would be removed.", "--dry-run");

  CleanCommand(Console console) {
    super(console, "clean", "Remove workspaces, logs and refs that are no longer needed.");
    explain(
        "Work that is nowhere else is never removed: what a failed task made stays in its ref, and"
            + " result branches stay until you delete them.");
    addRepo();
    add(olderThan, dryRun);
    examples("manyhands clean --dry-run", "manyhands clean --older-than 0d");
  }

  @Override
  int run() throws InterruptedException {
    Duration age = age(text(olderThan));
    try (EmbeddedOrchestrator orchestrator = open()) {
      Cleaned cleaned = orchestrator.clean(age, isSet(dryRun));
      String verb = isSet(dryRun) ? "would remove" : "removed";
      cleaned.removed().forEach(what -> console.result(verb + " " + what));
      cleaned.kept().forEach(what -> console.result("kept " + what));
      console.result("%s %s".formatted(isSet(dryRun) ? "would free" : "freed", size(cleaned)));
      return ExitCode.OK;
    }
  }

  private static Duration age(@Nullable String text) {
    return text == null
        ? Duration.ofDays(7)
        : DurationText.parse(text)
            .orElseThrow(
                () ->
                    ManyhandsException.usage(
                        "'%s' is not an age".formatted(text), "write it as 12h or 7d"));
  }

  private static String size(Cleaned cleaned) {
    return "%.1f MB".formatted(cleaned.bytes() / 1e6);
  }
}
