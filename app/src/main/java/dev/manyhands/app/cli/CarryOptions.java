package dev.manyhands.app.cli;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the commands that carry a run have in common. */
final class CarryOptions {
  private final OptionSpec json =
      Command.flag("Print the report as JSON when the run is over.", "--json");
  private final OptionSpec quiet = Command.flag("Say nothing while it goes on.", "-q", "--quiet");

  ArgSpec[] options() {
    return new ArgSpec[] {json, quiet};
  }

  boolean json() {
    return Command.isSet(json);
  }

  boolean quiet() {
    return Command.isSet(quiet);
  }
}
