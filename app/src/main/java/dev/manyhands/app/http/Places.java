package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.agent.AgentCatalog;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.LoggerFactory;

/**
 * The repositories that one engine serves, each opened when it is first asked for. Safe for any
 * thread.
 */
final class Places implements AutoCloseable {
  /** Beside a repository's database: a folder in it, so that its runs can be found by their ids. */
  private static final String FOLDER = "folder";

  private final Path base;
  private final Map<String, String> environment;
  private final BiConsumer<Path, RunId> news;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, EmbeddedOrchestrator> engines = new LinkedHashMap<>();
  private final Map<Path, Place> places = new LinkedHashMap<>();
  private boolean closed;

  /**
   * Opens nothing yet.
   *
   * @param news hears of each event: its run, and where everything about the repository is kept
   */
  Places(Path base, Map<String, String> environment, BiConsumer<Path, RunId> news) {
    this.base = base;
    this.news = news;
    this.environment = Map.copyOf(environment);
  }

  /** Returns the agents that there are without any repository. */
  AgentCatalog agentsOfTheUser() {
    return AgentCatalog.around(base, environment, base);
  }

  /** Opens the repository around a folder. */
  Place at(Path directory) throws InterruptedException {
    lock.lock();
    try {
      if (closed) {
        throw ManyhandsException.external("the background engine is ending", "ask again", null);
      }
      Place known = places.get(directory);
      if (known != null && Files.isDirectory(directory)) {
        return known;
      }
      AtomicReference<Path> heard = new AtomicReference<>(base);
      EmbeddedOrchestrator here =
          EmbeddedOrchestrator.open(
              directory, environment, (run, _) -> news.accept(heard.get(), run), (_, _) -> {});
      Path home = here.home().root();
      heard.set(home);
      EmbeddedOrchestrator engine = engines.computeIfAbsent(home, _ -> here);
      remember(home, directory);
      Place place = new Place(directory, engine, here);
      Place former = places.put(directory, place);
      if (former != null && former.here() != former.engine()) {
        former.here().close();
      }
      return place;
    } finally {
      lock.unlock();
    }
  }

  private static void remember(Path home, Path directory) {
    try {
      Files.writeString(home.resolve(FOLDER), directory + "\n");
    } catch (IOException e) {
      LoggerFactory.getLogger(Places.class).warn("{} is not remembered", directory, e);
    }
  }

  /** Opens every repository that is known to have had runs, and is still there. */
  List<Place> all() throws InterruptedException {
    Set<Path> directories = new LinkedHashSet<>();
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(base)) {
      for (Path home : homes) {
        Path file = home.resolve(FOLDER);
        if (Files.isRegularFile(file)) {
          directories.add(Path.of(Files.readString(file).strip()));
        }
      }
    } catch (IOException e) {
      throw ManyhandsException.external(
          "%s cannot be read: %s".formatted(base, e.getMessage()), "", e);
    }
    List<Place> found = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        open(directory).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Place> open(Path directory) throws InterruptedException {
    try {
      return Optional.of(at(directory));
    } catch (ManyhandsException e) {
      LoggerFactory.getLogger(Places.class).warn("{} cannot be opened", directory, e);
      return Optional.empty();
    }
  }

  /** Finds a run by its id, or by its beginning if no other run of any repository begins so. */
  Located find(String reference) throws InterruptedException {
    List<Located> found = new ArrayList<>();
    for (Place place : all()) {
      for (RunSummary run : place.engine().runs()) {
        if (run.id().value().equals(reference)) {
          return new Located(place, run.id());
        }
        if (run.id().value().startsWith(reference)) {
          found.add(new Located(place, run.id()));
        }
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw Refusal.of(
        404,
        found.isEmpty()
            ? "there is no run '%s'".formatted(Call.shorten(reference))
            : "%d runs begin with '%s'".formatted(found.size(), Call.shorten(reference)),
        "GET /api/v1/runs lists them");
  }

  /**
   * A run, and where it is.
   *
   * @param place in whose repository it is
   */
  record Located(Place place, RunId run) {}

  /** Gives back the locks of repositories in which nothing is going on. */
  void rest() {
    lock.lock();
    try {
      engines.values().forEach(EmbeddedOrchestrator::rest);
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts the helpers of all runs; returns at once. */
  void stop() {
    lock.lock();
    try {
      engines.values().forEach(EmbeddedOrchestrator::stop);
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts the helpers of all runs, keeps their files, and waits until that is done. */
  @Override
  public void close() {
    lock.lock();
    try {
      engines.values().forEach(EmbeddedOrchestrator::stop);
      engines.values().forEach(EmbeddedOrchestrator::close);
      for (Place place : places.values()) {
        if (place.here() != place.engine()) {
          place.here().close();
        }
      }
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
