package dev.manyhands.app.cli;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.util.Objects;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands send RUN TASK TEXT}. */
final class SendCommand extends Command {
  private final PositionalParamSpec run = runParameter(true);
  private final PositionalParamSpec task = parameter(1, "TASK", true, "The task.");
  private final PositionalParamSpec words = parameter(2, "TEXT", true, "What to say.");
  private final OptionSpec interrupt =
      flag("End what it is doing at once; without, it hears it at its next turn.", "--interrupt");

  SendCommand(Console console) {
    super(console, "send", "Tell the helper of a task something while it works.");
    explain(
        "The message is kept until the helper has it; 'manyhands events' shows when it was"
            + " delivered. Helpers that are programs cannot be told anything.");
    addRepo();
    add(run, task, words, interrupt);
    examples("manyhands send latest core 'Leave the generated files alone.'");
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      TaskId to = taskId(Objects.requireNonNull(text(task)));
      orchestrator.send(id, to, Objects.requireNonNull(text(words)), isSet(interrupt));
      console.note("Task %s will hear it.".formatted(to));
      return ExitCode.OK;
    }
  }
}
