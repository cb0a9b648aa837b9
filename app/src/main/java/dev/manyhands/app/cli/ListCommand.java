package dev.manyhands.app.cli;

import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunSummary;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code manyhands list}. */
final class ListCommand extends Command {
  private final OptionSpec json = flag("Print a JSON array.", "--json");

  ListCommand(Console console) {
    super(console, "list", "List the runs of the repository, the newest first.");
    addRepo();
    add(json);
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      List<RunSummary> runs = orchestrator.runs();
      if (isSet(json)) {
        console.result(json(runs));
      } else if (runs.isEmpty()) {
        console.note("No run yet. Start one with 'manyhands run PLAN'.");
      } else {
        TextTable table = new TextTable("RUN", "STATUS", "TASKS", "STARTED");
        for (RunSummary run : runs) {
          table.row(
              run.id().value(), run.status(), Integer.toString(run.tasks()), time(run.createdAt()));
        }
        console.result(table.text());
      }
      return ExitCode.OK;
    }
  }

  /** Without a formatter, which takes longer to make than the rest of the command. */
  private static String time(Instant instant) {
    LocalDateTime time =
        LocalDateTime.ofInstant(instant, ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES);
    return time.toLocalDate() + " " + time.toLocalTime();
  }

  private static String json(List<RunSummary> runs) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    for (RunSummary run : runs) {
      array
          .addObject()
          .put("run", run.id().value())
          .put("name", run.name())
          .put("status", run.status())
          .put("tasks", run.tasks())
          .put("createdAt", run.createdAt().toString());
    }
    return array.toPrettyString();
  }
}
