package dev.manyhands.app.cli;

import dev.manyhands.app.http.EngineClient;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Orchestrator;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands resume RUN}. */
final class ResumeCommand extends Command {
  private final PositionalParamSpec run = runParameter(true);
  private final CarryOptions carry = new CarryOptions();

  ResumeCommand(Console console) {
    super(console, "resume", "Go on with a run after a crash, a reboot or Ctrl-C.");
    explain(
        "Attempts that had ended stay as they are. Those that were going on are recorded as lost,"
            + " their files are kept, and their tasks are tried again. A run that is over only"
            + " prints its summary.");
    addRepo();
    add(run);
    add(carry.options());
  }

  @Override
  int run() throws InterruptedException {
    Optional<EngineClient> engine = engine();
    if (engine.isPresent()) {
      try (EngineClient client = engine.get()) {
        Orchestrator remote = client.repository(directory());
        return new Foreground(console, remote, new Progress(), carry).carry(runOf(remote, run));
      }
    }
    Progress progress = new Progress();
    try (EmbeddedOrchestrator orchestrator = open(progress, progress)) {
      RunId id = runOf(orchestrator, run);
      return new Foreground(console, orchestrator, progress, carry).carry(id);
    }
  }
}
