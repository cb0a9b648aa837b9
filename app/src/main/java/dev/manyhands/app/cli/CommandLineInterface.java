package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All commands together. */
public final class CommandLineInterface {
  private final Console console;
  private final CommandLine commandLine;

  public CommandLineInterface(Console console) {
    this.console = console;
    CommandSpec root = CommandSpec.wrapWithoutInspection((Runnable) this::usage).name("manyhands");
    root.version("manyhands " + Version.text());
    root.addOption(Command.flag("Show this help and exit.", "-h", "--help"));
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .arity("0")
            .versionHelp(true)
            .description("Show the version and exit.")
            .build());
    root.usageMessage()
        .description(
            "Runs independent coding tasks as background subagents, each in a workspace of its own,"
                + " and combines what they made into one tested commit and one report.");
    root.usageMessage()
        .footer(
            "",
            "Begin with 'manyhands demo', or write a plan and 'manyhands run PLAN'.",
            "'manyhands COMMAND --help' says more of a command.",
            "",
            "Exit codes: 0 all tasks ended well; 1 some did not, the rest is combined; 2 usage;",
            "3 plan or configuration; 4 something outside is missing or broken; 5 nothing could be",
            "combined; 70 a bug; 130 interrupted.");
    commandLine = new CommandLine(root);
    for (Command command : commands()) {
      commandLine.addSubcommand(command.name(), command.spec());
    }
    configure();
  }

  private List<Command> commands() {
    return List.of(
        new RunCommand(console),
        new StatusCommand(console),
        new ListCommand(console),
        new EventsCommand(console),
        new LogsCommand(console),
        new DiffCommand(console),
        new ReportCommand(console),
        new CancelCommand(console),
        new ResumeCommand(console),
        new LandCommand(console),
        new CleanCommand(console),
        new AgentsCommand(console),
        new DoctorCommand(console),
        new SchemaCommand(console),
        new DemoCommand(console),
        new CompletionCommand(console, () -> commandLine()),
        new HelpCommand(console, () -> commandLine()));
  }

  private CommandLine commandLine() {
    return commandLine;
  }

  private void configure() {
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF));
    commandLine.setUsageHelpAutoWidth(false);
    commandLine.setUsageHelpWidth(100);
    commandLine.setExecutionExceptionHandler((e, _, _) -> new Failure(console).explain(e));
    commandLine.setParameterExceptionHandler(
        (e, _) -> {
          console.note("manyhands: " + e.getMessage());
          console.note(
              "'%s --help' shows how it is used."
                  .formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
          return ExitCode.USAGE;
        });
  }

  private void usage() {
    commandLine.usage(console.out());
  }

  /** Runs one command and returns its exit code. */
  public int run(String... args) {
    if (args.length == 0) {
      commandLine.usage(console.err());
      return ExitCode.USAGE;
    }
    try {
      return commandLine.execute(args);
    } catch (ManyhandsException e) {
      return new Failure(console).explain(e);
    }
  }
}
