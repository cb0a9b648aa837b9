package dev.manyhands.examples;

import dev.manyhands.Attempt;
import dev.manyhands.Handle;
import dev.manyhands.Manyhands;
import dev.manyhands.ResultFormat;
import dev.manyhands.Run;
import dev.manyhands.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Analyses the files of a folder in parallel: one subagent for each file, which only looks and so
 * needs no checkout.
 *
 * <pre>java … dev.manyhands.examples.AnalyseFolder REPOSITORY [FOLDER]</pre>
 */
public final class AnalyseFolder {
  private AnalyseFolder() {}

  /** What is found out about a file. */
  public record Findings(String file, long lines, long todos) {}

  public static void main(String[] args) throws Exception {
    String folder = args.length > 1 ? args[1] : "";
    try (Manyhands hands = Manyhands.open(Path.of(args[0]))) {
      for (Findings found : analyse(hands, folder)) {
        System.out.printf("%6d lines, %3d to do  %s%n", found.lines(), found.todos(), found.file());
      }
    }
  }

  /** Returns what is found out about the files below a folder, in their order. */
  static List<Findings> analyse(Manyhands hands, String folder)
      throws InterruptedException, TimeoutException {
    try (Run run = hands.start("analysis", r -> r.concurrency(64))) {
      // Which files there are is itself a task, of the commit that the run starts from.
      List<?> files =
          run.spawn(
                  Task.function("files", List.class, attempt -> attempt.files().list(folder))
                      .readOnly())
              .result(Duration.ofMinutes(1));

      ResultFormat<Findings> json = ResultFormat.json(Findings.class);
      List<Task<Findings>> tasks = new ArrayList<>();
      for (Object file : files) {
        tasks.add(
            Task.function("file-" + tasks.size(), "look", json, AnalyseFolder::look)
                .title("Look at " + file)
                .prompt(file.toString())
                .readOnly());
      }
      List<Findings> all = new ArrayList<>();
      for (Handle<Findings> handle : run.spawnAll(tasks)) {
        all.add(handle.result(Duration.ofMinutes(5)));
      }
      run.combine(Duration.ofMinutes(1)); // Nothing was changed; this ends the run well.
      return all;
    }
  }

  private static Findings look(Attempt attempt) throws InterruptedException {
    String text = attempt.files().text(attempt.prompt()).orElse("");
    return new Findings(
        attempt.prompt(),
        text.lines().count(),
        text.lines().filter(l -> l.contains("TODO")).count());
  }
}
