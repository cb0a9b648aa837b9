package dev.manyhands.app.cli;

import dev.manyhands.app.mcp.StdioServer;
import java.io.FileDescriptor;
import java.io.FileInputStream;

/** {@code manyhands mcp}. */
final class McpCommand extends Command {
  McpCommand(Console console) {
    super(console, "mcp", "Serve a main agent over the Model Context Protocol.");
    explain(
        "Main agents start it themselves; 'manyhands install' tells them how. It speaks on standard"
            + " input and output, and ends when its input ends. Runs are carried by the background"
            + " engine, and outlive it.");
    addRepo();
  }

  @Override
  int run() throws InterruptedException {
    // Whatever prints, the protocol stays clean.
    System.setOut(console.err());
    try (EngineRepositories repositories = new EngineRepositories(directory(), System.getenv())) {
      new StdioServer(repositories, Version.text())
          .serve(new FileInputStream(FileDescriptor.in), console.out());
    }
    return ExitCode.OK;
  }
}
