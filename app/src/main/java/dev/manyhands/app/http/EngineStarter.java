package dev.manyhands.app.http;

import dev.manyhands.app.http.EngineClient.Probe;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sees to it that the background engine is running. */
final class EngineStarter {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final long LOOK_MS = 10;

  private final Path base;
  private final Map<String, String> environment;
  private final Prober prober;
  private final String version = EngineInfo.thisVersion();
  private final long giveUp = System.nanoTime() + PATIENCE.toNanos();

  /** Asks an engine whether it is there. */
  @FunctionalInterface
  interface Prober {
    Probe probe(EngineInfo info) throws InterruptedException;
  }

  EngineStarter(Path base, Map<String, String> environment, Prober prober) {
    this.base = base;
    this.environment = environment;
    this.prober = prober;
  }

  static Path log(Path base) {
    return base.resolve("engine.log");
  }

  /** Returns the engine that is running, after starting it if there is none. */
  EngineInfo running() throws InterruptedException {
    Optional<EngineInfo> there = found();
    while (there.isEmpty()) {
      // One of many that come at once starts it; the others see what became of that.
      Optional<SingleEngine> turn = SingleEngine.tryTake(base, "start.lock");
      if (turn.isPresent()) {
        try (SingleEngine _ = turn.get()) {
          return start();
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      demandTime();
      there = found();
    }
    return there.get();
  }

  /** Returns the engine that answers; ends one of another version that carries nothing. */
  private Optional<EngineInfo> found() throws InterruptedException {
    Optional<EngineInfo> written = EngineInfo.read(base);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    EngineInfo info = written.get();
    return switch (prober.probe(info)) {
      case Probe.Gone() -> Optional.empty();
      case Probe.Hangs() -> {
        if (info.isRunning(base)) {
          throw info.hangs();
        }
        yield Optional.empty(); // Somebody else, at what was its port.
      }
      case Probe.Answers(String other, int running) -> {
        if (other.equals(version)) {
          yield written;
        }
        if (running > 0) {
          throw new ManyhandsException(
              Kind.CONFLICT,
              "the background engine is Manyhands %s, and carries %d run%s; this is %s"
                  .formatted(other, running, running == 1 ? "" : "s", version),
              "wait for them, or end it with 'manyhands stop'");
        }
        end(info);
        yield Optional.empty();
      }
    };
  }

  private EngineInfo start() throws InterruptedException {
    Optional<EngineInfo> meanwhile = found();
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    awaitFormer();
    Process process = DetachedProcess.start(base, log(base), environment, "serve");
    while (true) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      Optional<EngineInfo> started = found();
      if (started.isPresent()) {
        return started.get();
      }
      if (!process.isAlive() && !SingleEngine.isTaken(base)) {
        throw ManyhandsException.external(
            "the background engine ended at once (exit code %d)".formatted(process.exitValue()),
            "its log says why: " + log(base),
            null);
      }
      demandTime();
    }
  }

  /** Ends the process that has the engine's lock; of a stale file the process is another one. */
  private void end(EngineInfo info) throws InterruptedException {
    Optional<ProcessHandle> process = info.process().filter(_ -> SingleEngine.isTaken(base));
    process.ifPresent(ProcessHandle::destroy);
    long patience = System.nanoTime() + GRACE.toNanos();
    while (SingleEngine.isTaken(base)) {
      if (System.nanoTime() > patience) {
        process.ifPresent(ProcessHandle::destroyForcibly);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      demandTime();
    }
    info.remove(base);
  }

  /** One that is ending still has the lock: it is given the time to keep its helpers' files. */
  private void awaitFormer() throws InterruptedException {
    while (SingleEngine.isTaken(base)) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      demandTime();
    }
  }

  private void demandTime() {
    if (System.nanoTime() > giveUp) {
      throw ManyhandsException.external(
          "the background engine does not come up", "its log is " + log(base), null);
    }
  }
}
