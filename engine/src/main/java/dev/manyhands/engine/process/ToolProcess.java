package dev.manyhands.engine.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A program that is talked to in lines, in a session of its own. Memory is bounded whatever it
 * prints: when nobody listens it has to wait. Belongs to one thread, except for {@link #send}.
 */
public final class ToolProcess implements AutoCloseable {
  /** The longest line that is kept. */
  public static final int MOST_BYTES = 16 << 20;

  private static final int MOST_LINES = 256;

  /** What unheard lines may hold together. */
  private static final int ROOM = 2 * MOST_BYTES;

  private static final Duration FAREWELL = Duration.ofMillis(500);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final String END_OF_INPUT = new String("end of input");

  private final Process process;
  private final ProcessTree tree;
  private final FrameLog log;
  private final Watch watch;
  private final Duration grace;
  private final Semaphore room = new Semaphore(ROOM);
  private final BlockingQueue<Heard> lines = new ArrayBlockingQueue<>(MOST_LINES);
  private final BlockingQueue<String> input = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread errors;
  private final Thread writer;
  private final Thread output;
  private volatile String lastWords = "";

  private ToolProcess(
      Process process, ProcessTree tree, FrameLog log, Watch watch, Duration grace) {
    this.process = process;
    this.tree = tree;
    this.log = log;
    this.watch = watch;
    this.grace = grace;
    // They block for as long as the process lives: not for a virtual thread's carrier.
    this.errors = thread("errors", this::readErrors);
    this.writer = thread("input", this::writeInput);
    this.output = thread("output", this::readOutput);
  }

  /**
   * Starts a program.
   *
   * @param environment all of it, with the cookie
   * @param log takes all that is said; stays open
   * @param watch says how long to wait for it
   * @param grace between asking it to end and killing it
   * @throws IOException if it cannot be started
   */
  public static ToolProcess start(
      List<String> argv,
      Path directory,
      Map<String, String> environment,
      Cookie cookie,
      FrameLog log,
      Watch watch,
      Duration grace)
      throws IOException {
    List<String> all = new ArrayList<>(argv);
    setsid().ifPresent(path -> all.addFirst(path.toString()));
    ProcessBuilder builder = new ProcessBuilder(all).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(cookie.variables());
    Process process = builder.start();
    ToolProcess tool =
        new ToolProcess(process, new ProcessTree(cookie, process.toHandle()), log, watch, grace);
    tool.errors.start();
    tool.writer.start();
    // Last, since it waits for the errors in the end.
    tool.output.start();
    return tool;
  }

  private static Optional<Path> setsid() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Thread thread(String what, Runnable work) {
    return Thread.ofPlatform().daemon().name(what + " of " + process.pid()).unstarted(work);
  }

  /** Sends it a line; does not wait until it is read. Nothing happens when it has ended. */
  public void send(String line) {
    input.add(line);
  }

  /** Sends it the end of its input, behind all lines. */
  public void sendEnd() {
    input.add(END_OF_INPUT);
  }

  /** Waits for what it says next, for as long as the watch allows. */
  public Heard hear() throws InterruptedException {
    while (true) {
      Heard heard = lines.poll(watch.left().toNanos(), TimeUnit.NANOSECONDS);
      if (heard != null) {
        if (heard instanceof Heard.Line line) {
          room.release(weight(line));
        }
        return heard;
      }
      Optional<Watch.Expiry> expiry = watch.expired();
      if (expiry.isPresent()) {
        return new Heard.Expired(expiry.get());
      }
    }
  }

  private void readOutput() {
    LineSplitter splitter = new LineSplitter(MOST_BYTES);
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = process.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        watch.heard();
        log.write(buffer, count);
        for (int i = 0; i < count; i++) {
          Optional<Heard> line = splitter.take(buffer[i]);
          if (line.isPresent()) {
            put(line.get());
          }
        }
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(ToolProcess.class).debug("output cut off", e);
    } catch (InterruptedException e) {
      return; // It is closed: nobody listens.
    }
    try {
      Optional<Heard> rest = splitter.rest();
      if (rest.isPresent()) {
        put(rest.get());
      }
      int code = process.waitFor();
      errors.join(DRAIN);
      put(new Heard.Ended(code, lastWords));
    } catch (InterruptedException e) {
      return; // The same.
    }
  }

  private void put(Heard heard) throws InterruptedException {
    if (closed.get()) {
      return; // Nobody listens; the log goes on.
    }
    if (heard instanceof Heard.Line line) {
      room.acquire(weight(line));
    }
    lines.put(heard);
  }

  private static int weight(Heard.Line line) {
    return Math.min(ROOM, line.text().length() + 1);
  }

  private void readErrors() {
    LastLine last = new LastLine();
    byte[] buffer = new byte[8 * 1024];
    try (InputStream in = process.getErrorStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        watch.heard();
        log.write(buffer, count);
        last.take(buffer, count);
        lastWords = last.text();
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(ToolProcess.class).debug("errors cut off", e);
    }
  }

  private void writeInput() {
    try (OutputStream out = process.getOutputStream()) {
      while (true) {
        String line = input.take();
        // Not equals: a line may say the same.
        if (isEnd(line)) {
          return;
        }
        log.told(line);
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(ToolProcess.class).debug("it does not listen", e);
    } catch (InterruptedException e) {
      return; // It is closed.
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isEnd(String line) {
    return line == END_OF_INPUT;
  }

  /**
   * Ends it, though somebody may be listening: who hears of its end. May be called from any thread.
   */
  public void stop() {
    tree.endUninterruptibly(grace);
  }

  /** Ends it with everything that it started. Idempotent. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sendEnd();
    boolean interrupted = !farewell();
    lines.clear();
    room.release(ROOM);
    tree.endUninterruptibly(grace);
    interrupted |= !drained();
    List.of(errors, writer, output).forEach(Thread::interrupt);
    closeStreams();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A tool whose input ends mostly ends by itself, and tidies up. */
  private boolean farewell() {
    try {
      process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private boolean drained() {
    try {
      output.join(DRAIN);
      errors.join(DRAIN);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Whoever escaped and keeps a stream open is cut off. */
  private void closeStreams() {
    for (AutoCloseable stream :
        List.of(process.getInputStream(), process.getErrorStream(), process.getOutputStream())) {
      Thread.startVirtualThread(
          () -> {
            try {
              stream.close();
            } catch (Exception e) {
              LoggerFactory.getLogger(ToolProcess.class).debug("not closed", e);
            }
          });
    }
  }
}
