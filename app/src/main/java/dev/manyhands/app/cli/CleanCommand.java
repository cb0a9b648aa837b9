package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.Cleaned;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code manyhands clean}. */
final class CleanCommand extends Command {
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

  private final OptionSpec olderThan =
      option("--older-than", "AGE", "Only of runs that ended this long ago, such as 12h or 7d"
          + " (default: 7d).");
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
    if (text == null) {
      return Duration.ofDays(7);
    }
    Matcher matcher = AGE.matcher(text);
    if (!matcher.matches()) {
      throw ManyhandsException.usage(
          "'%s' is not an age".formatted(text), "write a number and s, m, h or d, such as 7d");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static String size(Cleaned cleaned) {
    return "%.1f MB".formatted(cleaned.bytes() / 1e6);
  }
}
