package dev.manyhands.app.demo;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gets the library and the tools, once. They are complete, or not there: each use compares their
 * checksums, and what is fetched takes its place in one step.
 */
public final class Downloads {
  private final DemoCache cache;
  private final Supplier<Maven> maven;
  private final PinnedFiles wanted;
  private final Consumer<String> notes;

  /**
   * Creates them.
   *
   * @param maven finds Maven, when there is something to fetch
   * @param notes is told what takes long
   */
  public Downloads(DemoCache cache, Supplier<Maven> maven, Consumer<String> notes) {
    this(cache, maven, Jars.PINNED, notes);
  }

  Downloads(DemoCache cache, Supplier<Maven> maven, PinnedFiles wanted, Consumer<String> notes) {
    this.cache = cache;
    this.maven = maven;
    this.wanted = wanted;
    this.notes = notes;
  }

  /**
   * Returns the downloads; fetches them if that has not been done. Of several processes, one does.
   *
   * @throws ManyhandsException of kind EXTERNAL when they cannot be had
   */
  public Jars get() throws InterruptedException {
    Path folder = cache.downloads();
    try {
      if (wanted.problem(folder).isPresent()) {
        Files.createDirectories(cache.root());
        try (FileChannel file =
                FileChannel.open(
                    cache.root().resolve("downloads.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock _ = file.lock()) {
          if (wanted.problem(folder).isPresent()) {
            fetch(folder);
          }
        }
      }
      return new Jars(folder);
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the demo's downloads cannot be kept in %s: %s".formatted(cache.root(), e.getMessage()),
          "name another folder in XDG_CACHE_HOME",
          e);
    }
  }

  private void fetch(Path folder) throws IOException, InterruptedException {
    Maven program = maven.get();
    notes.accept(
        "Fetching %s, its tests and Error Prone with Maven: %d files, 18 MB, this once"
            .formatted(Jars.TITLE, wanted.checksums().size()));
    Path target = cache.root().resolve("downloads.new");
    Path log = cache.root().resolve("downloads.log");
    Folders.remove(target);
    Files.createDirectories(target);
    Path pom = target.resolve("pom.xml");
    Files.writeString(pom, Template.text("pom.xml"));
    Optional<String> problem = program.resolve(pom, target, log);
    if (problem.isPresent()) {
      throw ManyhandsException.external(
          "the demo's downloads failed: " + problem.get(),
          "the first demo needs a network, or a Maven repository that has the files; behind a"
              + " proxy, Maven reads ~/.m2/settings.xml. The whole log is "
              + log,
          null);
    }
    problem = wanted.problem(target);
    if (problem.isPresent()) {
      throw ManyhandsException.external(
          "Maven fetched something else: " + problem.get(),
          "a repository or proxy on the way may have changed it; see %s/pom.xml".formatted(target),
          null);
    }
    Folders.remove(folder);
    Files.move(target, folder, StandardCopyOption.ATOMIC_MOVE);
  }
}
