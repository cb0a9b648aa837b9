package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends the background engine of a state folder, of whatever version it is. */
public final class EngineControl {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MS = 20;

  private final Path base;

  public EngineControl(Path base) {
    this.base = base;
  }

  /** Asks it to end; returns false when there is none. */
  public boolean stop() {
    Optional<EngineInfo> info = EngineInfo.read(base);
    if (!SingleEngine.isTaken(base)) {
      info.ifPresent(stale -> stale.remove(base));
      return false;
    }
    // A signal reaches one that hangs, too. Without its file it is ending by itself.
    info.flatMap(EngineInfo::process).ifPresent(ProcessHandle::destroy);
    return true;
  }

  /**
   * Waits until it has ended.
   *
   * @throws ManyhandsException if that takes minutes (EXTERNAL)
   */
  public void awaitEnd() throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (SingleEngine.isTaken(base)) {
      if (System.nanoTime() > giveUp) {
        throw ManyhandsException.external(
            "the background engine does not end",
            EngineInfo.read(base).map(info -> "kill -9 " + info.pid()).orElse(""),
            null);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }
}
