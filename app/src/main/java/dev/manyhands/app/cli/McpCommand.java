package dev.manyhands.app.cli;

import dev.manyhands.app.mcp.HelperServer;
import dev.manyhands.app.mcp.StdioServer;
import dev.manyhands.engine.Home;
import dev.manyhands.engine.desk.HelperLine;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
      return serveHelper(Optional.of(HelperLine.of(System.getenv())));
    }
    if (isWorkspace()) {
      // Some tools start their servers without the environment that says who they are.
      return serveHelper(Optional.empty());
    }
    try (EngineRepositories repositories = new EngineRepositories(directory(), System.getenv())) {
      new StdioServer(repositories, Version.text())
          .serve(new FileInputStream(FileDescriptor.in), console.out());
    }
    return ExitCode.OK;
  }

  private int serveHelper(Optional<HelperLine> line) throws InterruptedException {
    new HelperServer(line, Version.text())
        .serve(new FileInputStream(FileDescriptor.in), console.out());
    return ExitCode.OK;
  }

  /** Says whether it was started where a helper works, which is to start no others. */
  private boolean isWorkspace() {
    return real(directory()).startsWith(real(Home.base(System.getenv())));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // it is not there
    }
  }
}
