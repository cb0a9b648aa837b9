package dev.manyhands.app.cli;

import dev.manyhands.app.mcp.HelperServer;
import dev.manyhands.app.mcp.StdioServer;
import dev.manyhands.engine.desk.HelperLine;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import picocli.CommandLine.Model.OptionSpec;

/** {@code manyhands mcp}. */
final class McpCommand extends Command {
  private final OptionSpec helper =
      flag(
          "Serve a helper instead, from inside of its workspace: ask, note, notes and result.",
          "--helper");

  McpCommand(Console console) {
    super(console, "mcp", "Serve a main agent over the Model Context Protocol.");
    explain(
        "Main agents start it themselves; 'manyhands install' tells them how. It speaks on standard"
            + " input and output, and ends when its input ends. Runs are carried by the background"
            + " engine, and outlive it.");
    addRepo();
    add(helper);
  }

  @Override
  int run() throws InterruptedException {
    // Whatever prints, the protocol stays clean.
    System.setOut(console.err());
    if (isSet(helper)) {
      new HelperServer(HelperLine.of(System.getenv()), Version.text())
          .serve(new FileInputStream(FileDescriptor.in), console.out());
      return ExitCode.OK;
    }
    try (EngineRepositories repositories = new EngineRepositories(directory(), System.getenv())) {
      new StdioServer(repositories, Version.text())
          .serve(new FileInputStream(FileDescriptor.in), console.out());
    }
    return ExitCode.OK;
  }
}
