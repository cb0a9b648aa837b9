package dev.manyhands.app.cli;

import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code manyhands completion}. */
final class CompletionCommand extends Command {
  private final Supplier<CommandLine> all;

  CompletionCommand(Console console, Supplier<CommandLine> all) {
    super(console, "completion", "Print a script that lets bash or zsh complete commands.");
    this.all = all;
    examples("source <(manyhands completion)      # in ~/.bashrc or ~/.zshrc");
  }

  @Override
  int run() {
    console.result(AutoComplete.bash("manyhands", all.get()));
    return ExitCode.OK;
  }
}
