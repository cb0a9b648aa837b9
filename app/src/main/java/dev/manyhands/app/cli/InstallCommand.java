package dev.manyhands.app.cli;

import dev.manyhands.app.install.FileChange;
import dev.manyhands.app.install.Installation;
import dev.manyhands.app.install.Places;
import dev.manyhands.app.install.Scope;
import dev.manyhands.app.install.Tool;
import dev.manyhands.core.ManyhandsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands install TOOL} and {@code manyhands uninstall TOOL}. */
final class InstallCommand extends Command {
  /** Which of the two. */
  enum Kind {
    INSTALL,
    UNINSTALL
  }

  private final Kind kind;
  private final PositionalParamSpec tool =
      parameter(0, "TOOL", true, "The main agent: " + words() + ".");
  private final OptionSpec scope =
      option(
          "--scope",
          "SCOPE",
          "'project' for this repository, 'user' for all (default: project; codex: user).");
  private final OptionSpec print = flag("Only show what would change.", "--print");

  InstallCommand(Console console, Kind kind) {
    super(
        console,
        kind == Kind.INSTALL ? "install" : "uninstall",
        kind == Kind.INSTALL
            ? "Tell a main agent of Manyhands, in its own configuration."
            : "Take back what 'install' did.");
    this.kind = kind;
    explain(
        kind == Kind.INSTALL
            ? "Adds the server 'manyhands mcp' to the agent's configuration, and a short file that"
                + " teaches the way of working. Nothing that is there is changed, comments and"
                + " layout included; doing it twice is doing it once."
            : "Removes the server from the agent's configuration, and the file that teaches the way"
                + " of working unless somebody has changed it.");
    addRepo();
    add(tool, scope, print);
    examples(
        "manyhands %s claude".formatted(name()), "manyhands %s codex --print".formatted(name()));
  }

  private static String words() {
    return Arrays.stream(Tool.values()).map(Tool::word).collect(Collectors.joining(", "));
  }

  @Override
  int run() {
    Tool asked = tool();
    Scope where = scope(asked);
    Places places = new Places(root(), Path.of(System.getProperty("user.home")), System.getenv());
    Installation installation =
        switch (kind) {
          case INSTALL -> Installation.of(asked, where, places, command());
          case UNINSTALL -> Installation.reverse(asked, where, places);
        };
    List<FileChange> needed = installation.changes().stream().filter(FileChange::isNeeded).toList();
    if (!isSet(print)) {
      installation.apply();
    }
    for (FileChange change : needed) {
      console.result(
          isSet(print)
              ? "%s:\n%s".formatted(change.file(), change.difference().stripTrailing())
              : "%s %s".formatted(verb(change), change.file()));
    }
    installation.remarks().forEach(remark -> console.note("manyhands: " + remark));
    if (needed.isEmpty()) {
      console.note("There is nothing to change.");
    }
    return ExitCode.OK;
  }

  private static String verb(FileChange change) {
    return change.after().isEmpty() ? "removed" : change.before().isEmpty() ? "wrote" : "changed";
  }

  private Tool tool() {
    String word = Objects.requireNonNull(text(tool));
    return Arrays.stream(Tool.values())
        .filter(known -> known.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ManyhandsException.usage(
                    "'%s' is not known".formatted(word), "it can be one of " + words()));
  }

  private Scope scope(Tool asked) {
    String word = text(scope);
    return word == null
        ? asked.usualScope()
        : switch (word) {
          case "project" -> Scope.PROJECT;
          case "user" -> Scope.USER;
          default ->
              throw ManyhandsException.usage(
                  "--scope is '%s'".formatted(word), "write project or user");
        };
  }

  /** Returns the root of the repository around the folder, or the folder itself. */
  private Path root() {
    for (Path at = directory(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return directory();
  }

  /** Returns the name by which the agent finds this very program. */
  private static String command() {
    String launcher = System.getProperty("manyhands.launcher", "manyhands");
    boolean onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "manyhands"))
            .anyMatch(Files::isExecutable);
    return onPath ? "manyhands" : launcher;
  }
}
