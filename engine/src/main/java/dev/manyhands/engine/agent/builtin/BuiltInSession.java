package dev.manyhands.engine.agent.builtin;

import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Watch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a model. Each turn works on a virtual thread of its own, which can be
 * interrupted wherever it is; the caller's thread waits for it and watches the time.
 */
final class BuiltInSession implements AgentSession {
  private final Loop loop;
  private final Watch watch;
  private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();

  BuiltInSession(Loop loop, Watch watch) {
    this.loop = loop;
    this.watch = watch;
  }

  @Override
  public TurnEnd turn(String text) throws InterruptedException {
    FutureTask<TurnEnd> work = new FutureTask<>(() -> loop.turn(text));
    Thread thread = Thread.ofVirtual().name("built-in subagent").unstarted(work);
    worker.set(thread);
    thread.start();
    try {
      return await(work);
    } finally {
      worker.set(null);
      end(thread);
    }
  }

  private TurnEnd await(FutureTask<TurnEnd> work) throws InterruptedException {
    while (true) {
      try {
        return work.get(watch.left().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        Optional<Watch.Expiry> expiry = watch.expired();
        if (expiry.isPresent()) {
          return TurnEnd.Failed.because(expiry.get());
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof InterruptedException) {
          return new TurnEnd.Interrupted();
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  /** Waits for the end of the thread, and so of everything that it started. */
  private static void end(Thread thread) {
    boolean interrupted = false;
    thread.interrupt();
    while (true) {
      try {
        if (thread.join(Duration.ofDays(1))) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void interrupt() {
    Thread thread = worker.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public void close() {
    // A turn ends with everything that it started.
  }
}
