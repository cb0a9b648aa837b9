package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunReports;
import dev.manyhands.engine.run.Uninterrupted;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that this engine carries. Each has a file that names its folder: of an engine that was
 * killed they tell the next one what to take up again.
 */
final class CarriedRuns {
  private static final Logger LOG = LoggerFactory.getLogger(CarriedRuns.class);

  /** A line of the note: helpers had another environment than the engine's. */
  private static final String ENVIRONMENT = "environment";

  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

  private final Path folder;
  private final Places places;
  private final Map<RunId, CountDownLatch> going = new ConcurrentHashMap<>();

  CarriedRuns(Path base, Places places) {
    this.folder = base.resolve("carried");
    this.places = places;
  }

  /**
   * Carries a run, and writes its report when it is over. Changes nothing for one that is carried.
   *
   * @param environment what its helpers see; empty for that of the engine
   */
  void carry(Place place, RunId run, Optional<Map<String, String>> environment)
      throws InterruptedException {
    carry(place, run, environment, environment.isPresent());
  }

  private void carry(
      Place place, RunId run, Optional<Map<String, String>> environment, boolean another)
      throws InterruptedException {
    CountDownLatch mine = new CountDownLatch(1);
    if (going.putIfAbsent(run, mine) != null) {
      return;
    }
    boolean started = false;
    try {
      note(run, place.directory(), another);
      if (environment.isPresent()) {
        place.engine().carry(run, environment.get());
      } else {
        place.engine().carry(run);
      }
      Thread.ofVirtual().name("end of " + run).start(() -> see(place.engine(), run, mine));
      started = true;
    } finally {
      if (!started) {
        over(run, mine);
      }
    }
  }

  private void see(EmbeddedOrchestrator engine, RunId run, CountDownLatch mine) {
    try {
      boolean ended = false;
      while (!ended) {
        ended = engine.await(run, Duration.ofDays(1));
      }
      Report report = engine.report(run);
      if (report.endedAtOrNull() != null) {
        new RunReports(engine).write(report);
      }
      LOG.info("run {} is {}", run, report.endedAtOrNull() == null ? "stopped" : report.status());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("run {} broke off", run, e);
    } finally {
      over(run, mine);
    }
  }

  private void over(RunId run, CountDownLatch mine) {
    try {
      Files.deleteIfExists(folder.resolve(run.value()));
    } catch (IOException e) {
      LOG.warn("the note of run {} cannot be removed", run, e);
    }
    going.remove(run, mine);
    mine.countDown();
  }

  /** Of its environment only that there was one: it holds secrets. */
  private void note(RunId run, Path directory, boolean environment) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(run.value()), directory + "\n" + (environment ? ENVIRONMENT + "\n" : ""));
    } catch (IOException e) {
      throw ManyhandsException.external(
          "%s cannot be written: %s".formatted(folder.resolve(run.value()), e.getMessage()), "", e);
    }
  }

  /** Takes up what an engine that was killed has left. */
  void takeUp() throws InterruptedException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder)) {
      for (Path note : notes) {
        takeUp(note);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be read", folder, e);
    }
  }

  private void takeUp(Path note) throws IOException, InterruptedException {
    List<String> lines = Files.readAllLines(note);
    Path directory = Path.of(lines.isEmpty() ? "" : lines.getFirst());
    try {
      RunId run = new RunId(String.valueOf(note.getFileName()));
      LOG.info("taking up run {} of {}", run, directory);
      if (lines.contains(ENVIRONMENT)) {
        LOG.warn(
            "run {} was started with another environment, which ended with the engine before this"
                + " one: its helpers see this engine's from now on. To give it again: 'manyhands"
                + " stop', then 'manyhands resume {}'",
            run,
            run);
      }
      carry(places.at(directory), run, Optional.empty(), lines.contains(ENVIRONMENT));
    } catch (ManyhandsException | IllegalArgumentException e) {
      LOG.warn("the run of {} cannot be taken up", note, e);
      Files.deleteIfExists(note);
    }
  }

  /** Waits for a run to be over or stopped, and its report to be written. */
  boolean await(RunId run, Duration time) throws InterruptedException {
    CountDownLatch end = going.get(run);
    return end == null || end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for all that were stopped to be at rest, but not for ever. */
  void settle() {
    long giveUp = System.nanoTime() + LONGEST_STOP.toNanos();
    for (CountDownLatch end : going.values()) {
      boolean _ =
          Uninterrupted.run(() -> end.await(giveUp - System.nanoTime(), TimeUnit.NANOSECONDS));
    }
  }

  int count() {
    return going.size();
  }
}
