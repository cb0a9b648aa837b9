package dev.manyhands.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs programs: in a session of their own, within their limits, and to the end of all of it. */
public final class Supervisor {
  private static final long HEAD_BYTES = 32L << 20;
  private static final int TAIL_BYTES = 1 << 20;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration LEFTOVER_GRACE = Duration.ofMillis(500);

  private final Duration grace;
  private final Optional<Path> setsid;

  /**
   * Creates a supervisor.
   *
   * @param grace between asking a program to end and killing it
   */
  public Supervisor(Duration grace) {
    this.grace = grace;
    this.setsid =
        Stream.of("/usr/bin/setsid", "/bin/setsid")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
  }

  /**
   * Runs a program and waits for its end.
   *
   * @param lines hears of the last line that it printed, now and then, on another thread
   * @throws InterruptedException if the thread was interrupted; every process has ended by then
   */
  public ProgramEnd run(Program program, Consumer<String> lines) throws InterruptedException {
    CappedLog log;
    try {
      Files.createDirectories(program.log().getParent());
      log = new CappedLog(program.log(), HEAD_BYTES, TAIL_BYTES);
    } catch (IOException e) {
      return new ProgramEnd.NotStarted("its log cannot be written: " + e);
    }
    Process process;
    try {
      process = start(program);
    } catch (IOException e) {
      log.abandon();
      return new ProgramEnd.NotStarted(message(program, e));
    }
    // Before the first moment that counts as silence: of two equal limits, the timeout is named.
    long started = System.nanoTime();
    ProcessTree tree = new ProcessTree(program.cookie(), process.toHandle());
    Output output = Output.of(process, log, lines);
    try {
      return supervise(program, process, started, output, tree);
    } catch (InterruptedException e) {
      tree.endUninterruptibly(grace);
      throw e;
    } finally {
      output.end(DRAIN);
    }
  }

  private Process start(Program program) throws IOException {
    List<String> argv = new ArrayList<>(program.argv());
    // A session of its own, so that a signal to the terminal does not reach it, and so that its
    // members are known even without their environment.
    setsid.ifPresent(path -> argv.addFirst(path.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(program.directory().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    return builder.start();
  }

  private ProgramEnd supervise(
      Program program, Process process, long started, Output output, ProcessTree tree)
      throws InterruptedException {
    long timeout = started + program.timeout().toNanos();
    while (true) {
      long now = System.nanoTime();
      long idle = output.lastAt() + program.idle().toNanos();
      long next = Math.min(timeout - now, idle - now);
      if (process.waitFor(Math.max(0, next), TimeUnit.NANOSECONDS)) {
        tree.endUninterruptibly(LEFTOVER_GRACE);
        output.end(DRAIN);
        return new ProgramEnd.Exited(process.exitValue(), output.lastLine());
      }
      now = System.nanoTime();
      if (now - timeout >= 0) {
        tree.endUninterruptibly(grace);
        output.end(DRAIN);
        return new ProgramEnd.TimedOut(program.timeout(), output.lastLine());
      }
      if (now - (output.lastAt() + program.idle().toNanos()) >= 0) {
        tree.endUninterruptibly(grace);
        output.end(DRAIN);
        return new ProgramEnd.Stalled(program.idle(), output.lastLine());
      }
    }
  }

  private static String message(Program program, IOException e) {
    return "%s could not be started: %s".formatted(program.argv().getFirst(), e.getMessage());
  }
}
