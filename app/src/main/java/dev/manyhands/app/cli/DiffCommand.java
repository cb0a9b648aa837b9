package dev.manyhands.app.cli;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands diff RUN [TASK]}. */
final class DiffCommand extends Command {
  private final PositionalParamSpec run = runParameter(true);
  private final PositionalParamSpec task =
      parameter(1, "TASK", false, "Only what the latest attempt of this task changed.");
  private final OptionSpec stat = flag("Only how much changed in which file.", "--stat");

  DiffCommand(Console console) {
    super(console, "diff", "Show what a run, or one of its tasks, changed.");
    addRepo();
    add(run, task, stat);
    examples("manyhands diff latest --stat", "manyhands diff latest core | less -R");
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      List<String> options = new ArrayList<>();
      options.add(console.colour() ? "--color=always" : "--color=never");
      if (isSet(stat)) {
        options.add("--stat");
      }
      Optional<TaskId> id = Optional.ofNullable(text(task)).map(Command::taskId);
      orchestrator.diff(runOf(orchestrator, run), id, options, console.out());
      return ExitCode.OK;
    }
  }
}
