package dev.manyhands.engine.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Takes what a process prints to its log, and knows the last line and when it came. */
final class Output {
  private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Process process;
  private final Thread pump;
  private final Watch watch;
  private volatile String lastLine = "";

  private Output(Process process, CappedLog log, Consumer<String> lines, Watch watch) {
    this.process = process;
    this.watch = watch;
    this.pump =
        // Blocks in reads for as long as the process lives: not for a virtual thread's carrier.
        Thread.ofPlatform()
            .daemon()
            .name("output of " + process.pid())
            .unstarted(() -> pump(process, log, lines));
  }

  /** Begins to take output; closes the log when there is no more. */
  static Output of(Process process, CappedLog log, Consumer<String> lines, Watch watch) {
    Output output = new Output(process, log, lines, watch);
    output.pump.start();
    return output;
  }

  String lastLine() {
    return lastLine;
  }

  /** Waits until everything is in the log; whoever keeps the stream open for longer is cut off. */
  void end(Duration within) throws InterruptedException {
    if (!pump.join(within)) {
      try {
        process.getInputStream().close();
      } catch (IOException e) {
        LoggerFactory.getLogger(Output.class).debug("not closed", e);
      }
    }
  }

  private void pump(Process from, CappedLog to, Consumer<String> lines) {
    byte[] buffer = new byte[64 * 1024];
    LastLine line = new LastLine();
    long told = System.nanoTime() - TELL_NANOS;
    try (InputStream in = from.getInputStream();
        CappedLog log = to) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        watch.heard();
        line.take(buffer, count);
        log.write(buffer, count);
        long now = System.nanoTime();
        if (now - told >= TELL_NANOS) {
          told = now;
          lastLine = line.text();
          lines.accept(lastLine);
        }
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(Output.class).warn("the log {} is not complete", to, e);
    }
    lastLine = line.text();
    lines.accept(lastLine);
  }
}
