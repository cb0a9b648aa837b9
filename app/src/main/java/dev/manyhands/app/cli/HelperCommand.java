package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.desk.HelperLine;
import dev.manyhands.engine.desk.HelperRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands of helpers, inside their workspaces: {@code manyhands ask}, {@code note}, {@code
 * notes} and {@code result}.
 */
final class HelperCommand extends Command {
  private static final String STANDARD_INPUT = "-";

  private final Kind kind;
  private final PositionalParamSpec words;
  private final OptionSpec fallback =
      option("--default", "TEXT", "The answer when nobody gives one in time.");
  private final OptionSpec wait =
      number("--wait", "SECONDS", "How long to wait (default: what the plan says).");
  private final OptionSpec file =
      option("--file", "FILE", "Read it from a file; - for standard input.");

  /** What a helper does. */
  enum Kind {
    ASK("ask", "For helpers: ask a question, and print the answer.", "QUESTION"),
    NOTE(
        "note",
        "For helpers: write a line into the notes that all helpers of the run share.",
        "TEXT"),
    NOTES("notes", "For helpers: print the notes that all helpers of the run share.", ""),
    RESULT("result", "For helpers: hand in the structured result of the task.", "JSON");

    private final String name;
    private final String summary;
    private final String label;

    Kind(String name, String summary, String label) {
      this.name = name;
      this.summary = summary;
      this.label = label;
    }
  }

  HelperCommand(Console console, Kind kind) {
    super(console, kind.name, kind.summary);
    this.kind = kind;
    this.words = parameter(0, kind.label, false, "The text.");
    switch (kind) {
      case ASK -> {
        explain(
            "The question is shown to whoever started the run; the command waits for the answer."
                + " When nobody answers in time, it prints the default.");
        add(words, fallback, wait);
        examples("manyhands ask 'Keep the old names as aliases?' --default yes");
      }
      case NOTE -> add(words);
      case NOTES -> {}
      case RESULT -> {
        explain("It is checked against the schema that the plan gives; a later one replaces it.");
        add(words, file);
        examples("manyhands result '{\"found\": 3}'", "manyhands result --file result.json");
      }
    }
  }

  @Override
  int run() {
    HelperLine line = HelperLine.of(System.getenv());
    String answer = line.ask(request());
    if (!answer.isEmpty()) {
      console.result(answer);
    }
    return ExitCode.OK;
  }

  private HelperRequest request() {
    return switch (kind) {
      case ASK ->
          new HelperRequest.Ask(
              demand(text(words)),
              text(fallback),
              Optional.ofNullable(number(wait)).map(Duration::ofSeconds).orElse(null));
      case NOTE -> new HelperRequest.Note(demand(text(words)));
      case NOTES -> new HelperRequest.Notes();
      case RESULT -> new HelperRequest.Result(text(file) == null ? demand(text(words)) : read());
    };
  }

  private String demand(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw ManyhandsException.usage(
          "'manyhands %s' needs a text".formatted(kind.name),
          "manyhands %s '…'".formatted(kind.name));
    }
    return text;
  }

  private String read() {
    String name = Objects.requireNonNull(text(file));
    try {
      return name.equals(STANDARD_INPUT)
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(name));
    } catch (IOException e) {
      throw ManyhandsException.usage("%s cannot be read: %s".formatted(name, e.getMessage()), "");
    }
  }
}
