package dev.manyhands.app.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands help [COMMAND]}. */
final class HelpCommand extends Command {
  private final Supplier<CommandLine> all;
  private final PositionalParamSpec command =
      parameter(0, "COMMAND", false, "The command to explain.");

  HelpCommand(Console console, Supplier<CommandLine> all) {
    super(console, "help", "Explain Manyhands, or one of its commands.");
    this.all = all;
    add(command);
  }

  @Override
  int run() {
    String name = text(command);
    CommandLine asked = name == null ? all.get() : all.get().getSubcommands().get(name);
    if (asked == null) {
      console.note("manyhands: there is no command '%s'".formatted(name));
      return ExitCode.USAGE;
    }
    asked.usage(console.out());
    return ExitCode.OK;
  }
}
