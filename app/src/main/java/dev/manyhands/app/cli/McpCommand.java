package dev.manyhands.app.cli;

import dev.manyhands.app.mcp.HelperServer;
import dev.manyhands.app.mcp.StdioServer;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.Home;
import dev.manyhands.engine.desk.HelperLine;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
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
            + " engine, and outlive it. A helper that finds it among its servers gets what --helper"
            + " offers: helpers start no others.");
    addRepo();
    add(helper);
  }

  @Override
  int run() throws InterruptedException {
    // Whatever prints, the protocol stays clean.
    System.setOut(console.err());
    if (isSet(helper) || HelperLine.isIn(System.getenv())) {
      new HelperServer(HelperLine.of(System.getenv()), Version.text())
          .serve(new FileInputStream(FileDescriptor.in), console.out());
      return ExitCode.OK;
    }
    refuseWorkspaces();
    try (EngineRepositories repositories = new EngineRepositories(directory(), System.getenv())) {
      new StdioServer(repositories, Version.text())
          .serve(new FileInputStream(FileDescriptor.in), console.out());
    }
    return ExitCode.OK;
  }

  /** Some tools start their servers without the environment that says who they are. */
  private void refuseWorkspaces() {
    if (real(directory()).startsWith(real(Home.base(System.getenv())))) {
      throw ManyhandsException.usage(
          "this is the workspace of a helper, which starts no others",
          "'manyhands mcp --helper' is for helpers");
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // it is not there
    }
  }
}
