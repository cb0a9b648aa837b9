package dev.manyhands.app.cli;

import dev.manyhands.app.http.EngineClient;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Orchestrator;
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
      cancel(orchestrator, id, one);
      console.note(
          "%s %s is being cancelled; 'manyhands status %s' shows how it goes."
              .formatted(
                  one.isPresent() ? "Task" : "Run", one.map(TaskId::value).orElse(id.value()), id));
      return ExitCode.OK;
    }
  }

  private void cancel(Orchestrator own, RunId id, Optional<TaskId> one)
      throws InterruptedException {
    Optional<EngineClient> engine = engine();
    if (engine.isEmpty()) {
      own.cancel(id, one, "somebody cancelled it");
      return;
    }
    try (EngineClient client = engine.get()) {
      client.repository(directory()).cancel(id, one, "somebody cancelled it");
    }
  }
}
