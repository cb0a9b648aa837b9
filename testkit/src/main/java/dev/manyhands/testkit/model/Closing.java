package dev.manyhands.testkit.model;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once when the server is closed. */
final class Closing {
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Passes some time, or for ever. */
  void await(Optional<Duration> length) throws IOException, InterruptedException {
    if (length.isEmpty()) {
      closed.await();
    } else if (length.get().isZero()) {
      return;
    } else if (!closed.await(length.get().toNanos(), TimeUnit.NANOSECONDS)) {
      return;
    }
    throw new IOException("the server was closed");
  }

  void close() {
    closed.countDown();
  }
}
