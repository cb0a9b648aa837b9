package dev.manyhands.app.cli;

import dev.manyhands.app.http.EngineControl;
import dev.manyhands.engine.Home;
import picocli.CommandLine.Model.OptionSpec;

/** {@code manyhands stop}. */
final class StopCommand extends Command {
  private final OptionSpec wait = flag("Return when it has ended.", "--wait");

  StopCommand(Console console) {
    super(console, "stop", "End the background engine.");
    explain(
        "The helpers of its runs are interrupted and their files are kept; 'manyhands resume' goes"
            + " on with a run.");
    add(wait);
  }

  @Override
  int run() throws InterruptedException {
    EngineControl engine = new EngineControl(Home.base(System.getenv()));
    if (!engine.stop()) {
      console.note("No background engine is running.");
      return ExitCode.OK;
    }
    if (isSet(wait)) {
      engine.awaitEnd();
      console.note("The background engine has ended.");
    } else {
      console.note("The background engine is ending.");
    }
    return ExitCode.OK;
  }
}
