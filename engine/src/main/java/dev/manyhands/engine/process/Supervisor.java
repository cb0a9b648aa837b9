package dev.manyhands.engine.process;

import dev.manyhands.core.run.Outcome;
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
    return run(program, lines, new Watch(program.timeout(), program.idle()));
  }

  /** The same, within limits that hold for more than this program. */
  public ProgramEnd run(Program program, Consumer<String> lines, Watch watch)
      throws InterruptedException {
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
    ProcessTree tree = new ProcessTree(program.cookie(), process.toHandle());
    Output output = Output.of(process, log, lines, watch);
    try {
      return supervise(process, output, tree, watch);
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

  private ProgramEnd supervise(Process process, Output output, ProcessTree tree, Watch watch)
      throws InterruptedException {
    while (true) {
      if (process.waitFor(watch.left().toNanos(), TimeUnit.NANOSECONDS)) {
        tree.endUninterruptibly(LEFTOVER_GRACE);
        output.end(DRAIN);
        return new ProgramEnd.Exited(process.exitValue(), output.lastLine());
      }
      Optional<Watch.Expiry> expired = watch.expired();
      if (expired.isPresent()) {
        tree.endUninterruptibly(grace);
        output.end(DRAIN);
        Duration limit = expired.get().limit();
        return expired.get().outcome() == Outcome.STALLED
            ? new ProgramEnd.Stalled(limit, output.lastLine())
            : new ProgramEnd.TimedOut(limit, output.lastLine());
      }
    }
  }

  private static String message(Program program, IOException e) {
    return "%s could not be started: %s".formatted(program.argv().getFirst(), e.getMessage());
  }
}
