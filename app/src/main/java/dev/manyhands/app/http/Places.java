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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Of how many repositories runs are listed together. */
  static final int MOST_VISITED = 100;

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

  /** Looks at a repository, and says whether to look at more of them. */
  @FunctionalInterface
  interface Visitor {
    boolean look(Place place);
  }

  /**
   * Looks at the repositories that have had runs and are still there, the ones at work last first.
   * One that is not open is open only while it is looked at; of very many the others are left out.
   */
  void visit(Visitor visitor) throws InterruptedException {
    List<Path> latest =
        directories().entrySet().stream()
            .sorted(Map.Entry.<Path, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .limit(MOST_VISITED)
            .toList();
    boolean more = true;
    for (Path directory : latest) {
      more = more && visit(directory, visitor);
    }
  }

  private boolean visit(Path directory, Visitor visitor) throws InterruptedException {
    Optional<Place> known = known(directory);
    if (known.isPresent()) {
      return visitor.look(known.get());
    }
    try (EmbeddedOrchestrator open =
        EmbeddedOrchestrator.open(directory, environment, (_, _) -> {}, (_, _) -> {})) {
      return visitor.look(new Place(directory, open, open));
    } catch (ManyhandsException e) {
      LoggerFactory.getLogger(Places.class).warn("{} cannot be opened", directory, e);
      return true;
    }
  }

  private Optional<Place> known(Path directory) {
    lock.lock();
    try {
      return Optional.ofNullable(places.get(directory));
    } finally {
      lock.unlock();
    }
  }

  /** Returns a folder of each repository, and when its runs had events last. */
  private Map<Path, Long> directories() {
    Map<Path, Long> found = new HashMap<>();
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(base)) {
      for (Path home : homes) {
        Path file = home.resolve(FOLDER);
        if (Files.isRegularFile(file)) {
          Path directory = Path.of(Files.readString(file).strip());
          // Written to before the database itself.
          Path log = home.resolve("manyhands.db-wal");
          Path at = Files.exists(log) ? log : file;
          if (Files.isDirectory(directory)) {
            found.put(directory, Files.getLastModifiedTime(at).toMillis());
          }
        }
      }
    } catch (IOException e) {
      throw ManyhandsException.external(
          "%s cannot be read: %s".formatted(base, e.getMessage()), "", e);
    }
    return found;
  }

  /** Finds a run by its id, or by its beginning if no other run of any repository begins so. */
  Located find(String reference) throws InterruptedException {
    Optional<Located> open = findOpen(reference);
    if (open.isPresent()) {
      return open.get();
    }
    record Found(Path directory, RunId run) {}
    List<Found> found = new ArrayList<>();
    visit(
        place -> {
          for (RunSummary run : place.engine().runs()) {
            if (run.id().value().equals(reference)) {
              found.clear();
              found.add(new Found(place.directory(), run.id()));
              return false;
            }
            if (run.id().value().startsWith(reference)) {
              found.add(new Found(place.directory(), run.id()));
            }
          }
          return true;
        });
    if (found.size() == 1) {
      Found only = found.getFirst();
      return new Located(at(only.directory()), only.run());
    }
    throw Refusal.of(
        404,
        found.isEmpty()
            ? "there is no run '%s'".formatted(Call.shorten(reference))
            : "%d runs begin with '%s'".formatted(found.size(), Call.shorten(reference)),
        "GET /api/v1/runs lists them");
  }

  /** Finds a run by its id in a repository that is open. */
  private Optional<Located> findOpen(String reference) {
    List<Place> open;
    lock.lock();
    try {
      open = List.copyOf(places.values());
    } finally {
      lock.unlock();
    }
    return RunId.parse(reference)
        .flatMap(
            run ->
                open.stream()
                    .filter(place -> place.engine().has(run))
                    .findFirst()
                    .map(place -> new Located(place, run)));
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
