package dev.manyhands.engine;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.git.FileTrees;
import dev.manyhands.engine.git.Refs;
import dev.manyhands.engine.git.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Removes what is no longer needed. Of a task that is merged the result has everything; the files
 * of any other task may be nowhere else, so its refs stay.
 */
final class Cleaner {
  private final Orchestrator orchestrator;
  private final Repository repository;
  private final Home home;
  private final InstantSource clock;
  private final List<String> removed = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private long bytes;

  Cleaner(Orchestrator orchestrator, Repository repository, Home home, InstantSource clock) {
    this.orchestrator = orchestrator;
    this.repository = repository;
    this.home = home;
    this.clock = clock;
  }

  Cleaned clean(Duration olderThan, boolean dryRun) throws InterruptedException {
    Instant before = clock.instant().minus(olderThan);
    for (RunSummary run : orchestrator.runs()) {
      Report report = orchestrator.report(run.id());
      if (report.endedAtOrNull() == null) {
        if (run.createdAt().isBefore(before)) {
          kept.add("run %s: it is not over; resume or cancel it".formatted(run.id()));
        }
      } else if (report.endedAtOrNull().isBefore(before)) {
        cleanRun(report, dryRun);
      }
    }
    cleanWorkspaces(dryRun);
    return new Cleaned(removed, kept, bytes);
  }

  private void cleanRun(Report report, boolean dryRun) throws InterruptedException {
    RunId run = report.run();
    Path folder = home.run(run).root();
    if (Files.exists(folder)) {
      removed.add("logs and reports of run %s".formatted(run));
      remove(folder, dryRun);
    }
    Set<String> expendable = new HashSet<>();
    for (Report.TaskReport task : report.tasks()) {
      boolean merged = task.state().equals("merged") && report.result().isPresent();
      for (Report.AttemptReport attempt : task.attempts()) {
        boolean empty = attempt.changeOrNull() != null && attempt.changeOrNull().isEmpty();
        if (merged || empty) {
          expendable.add(Refs.attempt(run, new AttemptId(task.id(), attempt.number())));
        }
      }
    }
    Refs refs = new Refs(repository);
    for (String ref : refs.all(run).keySet()) {
      if (expendable.contains(ref)) {
        removed.add(ref);
        if (!dryRun) {
          refs.delete(ref);
        }
      } else if (!Refs.isOfRun(ref)) {
        kept.add(ref + ": the work of a task that is not part of a result");
      }
    }
  }

  /** Workspaces that nobody holds are checkouts of what is kept elsewhere. */
  private void cleanWorkspaces(boolean dryRun) {
    if (!Files.isDirectory(home.workspaces())) {
      return;
    }
    int free = 0;
    try (DirectoryStream<Path> slots = Files.newDirectoryStream(home.workspaces())) {
      for (Path slot : slots) {
        Path holder = slot.resolve("holder");
        if (Files.exists(holder)) {
          kept.add("%s: held by %s".formatted(slot, Files.readString(holder)));
        } else {
          free++;
          remove(slot, dryRun);
        }
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(Cleaner.class).warn("{} cannot be read", home.workspaces(), e);
    }
    if (free > 0) {
      removed.add("%d unused workspace%s".formatted(free, free == 1 ? "" : "s"));
    }
  }

  private void remove(Path folder, boolean dryRun) {
    bytes += size(folder);
    if (!dryRun) {
      FileTrees.remove(folder);
    }
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // A folder that cannot be looked into is removed as well as it goes.
    }
  }
}
