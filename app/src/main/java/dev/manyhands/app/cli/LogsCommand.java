package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands logs RUN TASK}. */
final class LogsCommand extends Command {
  private static final long POLL_MS = 200;

  private final PositionalParamSpec run = runParameter(true);
  private final PositionalParamSpec task =
      parameter(1, "TASK", true, "The id of a task of the run.");
  private final OptionSpec attempt =
      number("--attempt", "N", "Which attempt, from 1 (default: the latest).");
  private final OptionSpec follow = flag("Go on until the attempt ends.", "-f", "--follow");
  private final OptionSpec check = flag("The output of the task's check instead.", "--check");
  private final OptionSpec setup = flag("The output of the workspace's setup instead.", "--setup");

  LogsCommand(Console console) {
    super(console, "logs", "Print what a helper printed.");
    addRepo();
    add(run, task, attempt, follow, check, setup);
    examples("manyhands logs latest core", "manyhands logs latest core --check");
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      TaskId taskId = taskId(Objects.requireNonNull(text(task)));
      AttemptId attemptId = attempt(orchestrator.report(id), taskId);
      Path file =
          isSet(check)
              ? orchestrator.folder(id).check(attemptId)
              : isSet(setup)
                  ? orchestrator.folder(id).setup(attemptId)
                  : orchestrator.folder(id).output(attemptId);
      print(orchestrator, id, attemptId, file);
      return ExitCode.OK;
    } catch (IOException e) {
      throw ManyhandsException.external("the log cannot be read: " + e.getMessage(), "", e);
    }
  }

  private AttemptId attempt(Report report, TaskId id) {
    Report.TaskReport found =
        report.tasks().stream()
            .filter(t -> t.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    ManyhandsException.usage(
                        "run %s has no task '%s'".formatted(report.run(), id),
                        "'manyhands status %s' lists its tasks".formatted(report.run())));
    if (found.attempts().isEmpty()) {
      throw ManyhandsException.usage("task '%s' has not started".formatted(id), "");
    }
    Integer asked = number(attempt);
    int latest = found.attempts().getLast().number();
    if (asked != null && (asked < 1 || asked > latest)) {
      throw ManyhandsException.usage(
          "task '%s' has attempts 1 to %d, not %d".formatted(id, latest, asked), "");
    }
    return new AttemptId(id, asked == null ? latest : asked);
  }

  private void print(EmbeddedOrchestrator orchestrator, RunId id, AttemptId attemptId, Path file)
      throws IOException, InterruptedException {
    if (!Files.exists(file) && !isSet(follow)) {
      console.note(
          "There is no such output%s."
              .formatted(isSet(check) || isSet(setup) ? ": it did not run" : ""));
      return;
    }
    while (!Files.exists(file) && isGoingOn(orchestrator, id, attemptId)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    if (!Files.exists(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      boolean more = true;
      while (more) {
        // Asked before reading: what came in between is still printed.
        more = isSet(follow) && isGoingOn(orchestrator, id, attemptId);
        in.transferTo(console.out());
        console.flush();
        if (more) {
          TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
      }
    }
  }

  private static boolean isGoingOn(EmbeddedOrchestrator orchestrator, RunId id, AttemptId attempt) {
    return orchestrator.summary(id).status().equals(Report.RUNNING)
        && orchestrator.report(id).tasks().stream()
            .filter(t -> t.id().equals(attempt.task()))
            .flatMap(t -> t.attempts().stream())
            .anyMatch(a -> a.number() == attempt.number() && a.outcomeOrNull() == null);
  }
}
