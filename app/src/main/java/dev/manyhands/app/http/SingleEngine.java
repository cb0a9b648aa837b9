package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The right to be the background engine of a state folder, or to start it. It is a lock of the
 * operating system, so that a process that is killed gives it back.
 */
final class SingleEngine implements AutoCloseable {
  private static final int PATIENCE = 20;
  private static final long PAUSE_MS = 25;

  private final FileChannel channel;

  private SingleEngine(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the right to be the engine. */
  static SingleEngine take(Path base) throws InterruptedException {
    Optional<SingleEngine> taken = tryTake(base, "serve.lock");
    // Whoever only looks whether there is an engine has it for a moment.
    for (int i = 0; taken.isEmpty() && i < PATIENCE; i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      taken = tryTake(base, "serve.lock");
    }
    return taken.orElseThrow(
        () ->
            new ManyhandsException(
                Kind.CONFLICT,
                "a background engine is running already"
                    + EngineInfo.read(base)
                        .map(info -> " (process %d)".formatted(info.pid()))
                        .orElse(""),
                "'manyhands stop' ends it"));
  }

  static Optional<SingleEngine> tryTake(Path base, String name) {
    try {
      Files.createDirectories(base);
      FileChannel channel =
          FileChannel.open(base.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        taken = channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        // Somebody in this very process has it.
      } finally {
        if (!taken) {
          channel.close();
        }
      }
      return taken ? Optional.of(new SingleEngine(channel)) : Optional.empty();
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the state folder %s cannot be used: %s".formatted(base, e.getMessage()),
          "name another one in MANYHANDS_HOME",
          e);
    }
  }

  /** Says whether some process is the engine. */
  static boolean isTaken(Path base) {
    Optional<SingleEngine> free = tryTake(base, "serve.lock");
    free.ifPresent(SingleEngine::close);
    return free.isEmpty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ManyhandsException.external("a lock cannot be given back: " + e.getMessage(), "", e);
    }
  }
}
