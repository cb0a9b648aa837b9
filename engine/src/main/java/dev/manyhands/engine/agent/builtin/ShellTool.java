package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.process.Explanations;
import dev.manyhands.engine.process.Program;
import dev.manyhands.engine.process.ProgramEnd;
import dev.manyhands.engine.process.Supervisor;
import dev.manyhands.engine.process.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs command lines, each in a session of its own that leaves nothing behind. */
final class ShellTool implements Tool {
  private static final int STANDARD_SECONDS = 120;
  private static final int MOST_SECONDS = 3600;
  private static final int MOST_BYTES = 30_000;
  private static final ToolSpecification SPECIFICATION =
      ToolSpecification.builder()
          .name("shell")
          .description(
              "Runs a command line in the working directory and shows what it prints. Its processes"
                  + " end with it.")
          .parameters(
              JsonObjectSchema.builder()
                  .addStringProperty("command")
                  .addIntegerProperty("timeout_seconds", "120 if it is not said")
                  .required("command")
                  .build())
          .build();

  private final Supervisor supervisor;
  private final Assignment assignment;
  private final AtomicInteger count = new AtomicInteger();

  ShellTool(Supervisor supervisor, Assignment assignment) {
    this.supervisor = supervisor;
    this.assignment = assignment;
  }

  @Override
  public ToolSpecification specification() {
    return SPECIFICATION;
  }

  @Override
  public Gate.Request request(ToolArguments arguments) throws IOException {
    return new Gate.Request(name(), arguments.text("command"), Gate.Kind.RUN);
  }

  @Override
  public String use(ToolArguments arguments) throws IOException, InterruptedException {
    Duration timeout =
        Duration.ofSeconds(arguments.number("timeout_seconds", STANDARD_SECONDS, MOST_SECONDS));
    Path output = assignment.folder().resolve("shell-%d.log".formatted(count.incrementAndGet()));
    Program program =
        new Program(
            List.of("sh", "-c", arguments.text("command")),
            assignment.workspace(),
            assignment.environment(),
            output,
            timeout,
            timeout,
            assignment.cookie());
    ProgramEnd end =
        supervisor.run(
            program,
            line -> {
              assignment.watch().heard();
              if (!line.isEmpty()) {
                assignment.activity().accept(line);
              }
            },
            new Watch(timeout, timeout));
    String printed = read(output);
    return switch (end) {
      case ProgramEnd.Exited exited when exited.code() == 0 ->
          printed.isEmpty() ? "done; it printed nothing" : printed;
      case ProgramEnd.Exited exited ->
          throw new IOException("exit code %d%n%s".formatted(exited.code(), printed));
      case ProgramEnd.TimedOut _, ProgramEnd.Stalled _ ->
          throw new IOException(
              "it took longer than %s and was ended%n%s"
                  .formatted(Explanations.text(timeout), printed));
      case ProgramEnd.NotStarted notStarted -> throw new IOException(notStarted.reason());
    };
  }

  /** Returns the output, or its beginning and its end. */
  private static String read(Path output) throws IOException {
    if (!Files.exists(output)) {
      return "";
    }
    long size = Files.size(output);
    if (size <= MOST_BYTES) {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).stripTrailing();
    }
    int part = MOST_BYTES / 2;
    byte[] end = new byte[part];
    try (InputStream in = Files.newInputStream(output);
        RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
      byte[] start = in.readNBytes(part);
      file.seek(size - part);
      file.readFully(end);
      return "%s%n[… %,d bytes left out; all is in %s …]%n%s"
          .formatted(
              new String(start, StandardCharsets.UTF_8),
              size - 2L * part,
              output,
              new String(end, StandardCharsets.UTF_8).stripTrailing());
    }
  }
}
