package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * All commands together. Describing a command costs more than most of them take, so that where one
 * is named, only that is described.
 */
public final class CommandLineInterface {
  private static final List<String> NAMES =
      List.of(
          "run",
          "status",
          "list",
          "events",
          "logs",
          "diff",
          "report",
          "send",
          "approvals",
          "answer",
          "approve",
          "deny",
          "cancel",
          "resume",
          "land",
          "clean",
          "serve",
          "stop",
          "agents",
          "doctor",
          "mcp",
          "install",
          "uninstall",
          "schema",
          "demo",
          "ask",
          "note",
          "notes",
          "result",
          "completion",
          "help");

  private final Console console;

  public CommandLineInterface(Console console) {
    this.console = console;
  }

  /** Describes these commands. */
  private CommandLine describe(List<String> names) {
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
    CommandLine commandLine = new CommandLine(root);
    for (String name : names) {
      commandLine.addSubcommand(name, command(name).spec());
    }
    configure(commandLine);
    return commandLine;
  }

  private Command command(String name) {
    return switch (name) {
      case "run" -> new RunCommand(console);
      case "status" -> new StatusCommand(console);
      case "list" -> new ListCommand(console);
      case "events" -> new EventsCommand(console);
      case "logs" -> new LogsCommand(console);
      case "diff" -> new DiffCommand(console);
      case "report" -> new ReportCommand(console);
      case "send" -> new SendCommand(console);
      case "approvals" -> new ApprovalsCommand(console);
      case "answer" -> new AnswerCommand(console, AnswerCommand.Kind.ANSWER);
      case "approve" -> new AnswerCommand(console, AnswerCommand.Kind.APPROVE);
      case "deny" -> new AnswerCommand(console, AnswerCommand.Kind.DENY);
      case "cancel" -> new CancelCommand(console);
      case "resume" -> new ResumeCommand(console);
      case "land" -> new LandCommand(console);
      case "clean" -> new CleanCommand(console);
      case "serve" -> new ServeCommand(console);
      case "stop" -> new StopCommand(console);
      case "agents" -> new AgentsCommand(console);
      case "doctor" -> new DoctorCommand(console);
      case "mcp" -> new McpCommand(console);
      case "install" -> new InstallCommand(console, InstallCommand.Kind.INSTALL);
      case "uninstall" -> new InstallCommand(console, InstallCommand.Kind.UNINSTALL);
      case "schema" -> new SchemaCommand(console);
      case "demo" -> new DemoCommand(console);
      case "ask" -> new HelperCommand(console, HelperCommand.Kind.ASK);
      case "note" -> new HelperCommand(console, HelperCommand.Kind.NOTE);
      case "notes" -> new HelperCommand(console, HelperCommand.Kind.NOTES);
      case "result" -> new HelperCommand(console, HelperCommand.Kind.RESULT);
      case "completion" -> new CompletionCommand(console, this::all);
      case "help" -> new HelpCommand(console, this::all);
      default -> throw new IllegalArgumentException("no command is called " + name);
    };
  }

  private CommandLine all() {
    return describe(NAMES);
  }

  private void configure(CommandLine commandLine) {
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
    all().usage(console.out());
  }

  /** Runs one command and returns its exit code. */
  public int run(String... args) {
    if (args.length == 0) {
      all().usage(console.err());
      return ExitCode.USAGE;
    }
    try {
      return describe(needed(args[0])).execute(args);
    } catch (ManyhandsException e) {
      return new Failure(console).explain(e);
    }
  }

  /** Returns the commands that have to be described, by the first argument. */
  private static List<String> needed(String first) {
    if (NAMES.contains(first)) {
      return List.of(first);
    }
    return first.equals("--version") || first.equals("-V") ? List.of() : NAMES;
  }
}
