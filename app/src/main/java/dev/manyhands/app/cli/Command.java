package dev.manyhands.app.cli;

import dev.manyhands.app.http.EngineClient;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Home;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.attempt.Activity;
import dev.manyhands.engine.run.RunListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command: its description, and what it does.
 *
 * <p>Commands are described with picocli's builders, not with its annotations: reading annotations
 * makes proxy classes at every start, which no cache holds and which costs more than the JVM.
 */
abstract class Command implements Callable<Integer> {
  final Console console;
  private final String name;
  private final CommandSpec spec;
  private final OptionSpec repo =
      option(
          "--repo", "DIR", "The repository, or a folder in it (default: the working directory).");

  Command(Console console, String name, String summary) {
    this.console = console;
    this.name = name;
    this.spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage().description(summary);
    spec.addOption(flag("Show this help and exit.", "-h", "--help"));
  }

  /** Does it, and returns the exit code. */
  abstract int run() throws InterruptedException;

  @Override
  public Integer call() throws InterruptedException {
    return run();
  }

  String name() {
    return name;
  }

  CommandSpec spec() {
    return spec;
  }

  final void add(ArgSpec... arguments) {
    for (ArgSpec argument : arguments) {
      spec.add(argument);
    }
  }

  final void addRepo() {
    spec.addOption(repo);
  }

  /** Shows how it is used, below the list of options. */
  final void examples(String... lines) {
    String[] footer = new String[lines.length + 2];
    footer[0] = "";
    footer[1] = "Examples:";
    for (int i = 0; i < lines.length; i++) {
      // A percent sign begins a format.
      footer[i + 2] = "  " + lines[i].replace("%", "%%");
    }
    spec.usageMessage().footer(footer);
  }

  /** Says more of what it does, below its summary. */
  final void explain(String... paragraphs) {
    String[] all = new String[paragraphs.length * 2 + 1];
    all[0] = spec.usageMessage().description()[0];
    for (int i = 0; i < paragraphs.length; i++) {
      all[2 * i + 1] = "";
      all[2 * i + 2] = paragraphs[i].replace("%", "%%");
    }
    spec.usageMessage().description(all);
  }

  static OptionSpec flag(String description, String... names) {
    OptionSpec.Builder builder =
        OptionSpec.builder(names[0], rest(names)).type(boolean.class).arity("0");
    if (names[names.length - 1].equals("--help")) {
      builder.usageHelp(true);
    }
    return builder.description(description).build();
  }

  static OptionSpec option(String name, String value, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(value)
        .description(description)
        .build();
  }

  static OptionSpec number(String name, String value, String description) {
    return OptionSpec.builder(name)
        .type(Integer.class)
        .arity("1")
        .paramLabel(value)
        .description(description)
        .build();
  }

  /**
   * Describes a parameter.
   *
   * @param index its place among the parameters, from 0
   */
  static PositionalParamSpec parameter(
      int index, String label, boolean required, String description) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .type(String.class)
        .paramLabel(label)
        .arity(required ? "1" : "0..1")
        .required(required)
        .description(description)
        .build();
  }

  static PositionalParamSpec runParameter(boolean required) {
    return parameter(
        0,
        "RUN",
        required,
        "A run: its id, the beginning of its id, or 'latest'"
            + (required ? "." : " (default: latest)."));
  }

  private static String[] rest(String[] names) {
    return Arrays.copyOfRange(names, 1, names.length);
  }

  static boolean isSet(ArgSpec flag) {
    return Boolean.TRUE.equals(flag.<Boolean>getValue());
  }

  static @Nullable String text(ArgSpec argument) {
    return argument.getValue();
  }

  static @Nullable Integer number(ArgSpec argument) {
    return argument.getValue();
  }

  /** Returns the folder that {@code --repo} names, or the working directory. */
  final Path directory() {
    String named = text(repo);
    return Path.of(named == null ? "" : named).toAbsolutePath().normalize();
  }

  /** Returns the agents that plans can name here. */
  final AgentCatalog agents() {
    return AgentCatalog.around(directory(), System.getenv(), Home.base(System.getenv()));
  }

  final EmbeddedOrchestrator open(RunListener listener, Activity activity)
      throws InterruptedException {
    return EmbeddedOrchestrator.open(directory(), System.getenv(), listener, activity);
  }

  /** Opens the repository to look at it. */
  final EmbeddedOrchestrator open() throws InterruptedException {
    return open((_, _) -> {}, (_, _) -> {});
  }

  /** Returns the background engine, if there is one that can be asked. */
  static Optional<EngineClient> engine() throws InterruptedException {
    return EngineClient.connect(System.getenv());
  }

  /** Returns the run that an argument names, or the latest. */
  static RunId runOf(Orchestrator orchestrator, ArgSpec argument) {
    String reference = text(argument);
    return orchestrator.find(reference == null ? "latest" : reference);
  }

  static TaskId taskId(String text) {
    if (!TaskId.SHAPE.matcher(text).matches()) {
      throw ManyhandsException.usage(
          "'%s' is not the id of a task".formatted(text), "'manyhands status' lists the tasks");
    }
    return new TaskId(text);
  }
}
