package dev.manyhands.app.cli;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands cancel RUN [TASK]}. */
final class CancelCommand extends Command {
  private final PositionalParamSpec run = runParameter(true);
  private final PositionalParamSpec task = parameter(1, "TASK", false, "Only this task.");

  CancelCommand(Console console) {
    super(console, "cancel", "End a run, or one task of it.");
    explain(
        "Helpers are asked to end and then killed; their files are kept. What is done by then is"
            + " still combined into a result. Cancelling what is over changes nothing.");
    addRepo();
    add(run, task);
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      Optional<TaskId> one = Optional.ofNullable(text(task)).map(Command::taskId);
      if (orchestrator.report(id).endedAtOrNull() != null) {
        console.note("Run %s is over; there is nothing to cancel.".formatted(id));
        return ExitCode.OK;
      }
      orchestrator.cancel(id, one, "somebody cancelled it");
      console.note(
          "%s %s is being cancelled; 'manyhands status %s' shows how it goes."
              .formatted(
                  one.isPresent() ? "Task" : "Run", one.map(TaskId::value).orElse(id.value()), id));
      return ExitCode.OK;
    }
  }
}
