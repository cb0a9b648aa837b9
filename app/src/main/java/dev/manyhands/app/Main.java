package dev.manyhands.app;

import dev.manyhands.app.cli.CommandLineInterface;
import dev.manyhands.app.cli.Console;

/** Starts the command line. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command and returns its exit code. */
  static int run(String... args) {
    Console console = Console.ofProcess();
    try {
      return new CommandLineInterface(console).run(args);
    } finally {
      console.flush();
    }
  }
}
