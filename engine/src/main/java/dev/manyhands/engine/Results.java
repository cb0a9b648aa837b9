package dev.manyhands.engine;

import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.attempt.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What helpers said in full, and handed in; events hold the beginning alone. */
final class Results {
  private static final int LONGEST = 256 * 1024;

  private final RunFolder folder;

  Results(RunFolder folder) {
    this.folder = folder;
  }

  /** Returns the account of a task with what its latest attempt said and handed in. */
  TaskReport of(TaskReport task) {
    if (task.attempts().isEmpty()) {
      return task;
    }
    AttemptId latest = new AttemptId(task.id(), task.attempts().getLast().number());
    return task.with(
        read(folder.message(latest)).orElse(task.summary()),
        read(folder.result(latest)).orElse(null));
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.size(file) > LONGEST ? Optional.empty() : Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LoggerFactory.getLogger(Results.class).warn("{} cannot be read", file, e);
      return Optional.empty();
    }
  }
}
