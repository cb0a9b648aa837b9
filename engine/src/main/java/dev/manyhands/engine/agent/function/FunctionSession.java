package dev.manyhands.engine.agent.function;

import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.CommitFiles;
import dev.manyhands.engine.port.Mail;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.ProcessTree;
import dev.manyhands.engine.process.Watch;
import dev.manyhands.engine.run.Uninterrupted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function at work on one attempt, on a thread of its own: a thread can be asked to end, and not
 * be made to, so that whoever waits for it goes on without it after a grace.
 */
final class FunctionSession implements AgentSession {
  /** Larger ones would not be found in reports. */
  private static final int LARGEST_RESULT = 256 * 1024;

  private final HelperFunction function;
  private final Assignment assignment;
  private final CommitFiles commits;
  private final Stragglers stragglers;
  private final Duration grace;
  private volatile @Nullable FunctionCall call;
  private volatile @Nullable TurnEnd end;

  FunctionSession(
      HelperFunction function,
      Assignment assignment,
      CommitFiles commits,
      Stragglers stragglers,
      Duration grace) {
    this.function = function;
    this.assignment = assignment;
    this.commits = commits;
    this.stragglers = stragglers;
    this.grace = grace;
  }

  @Override
  public void connect(Mail mail) {
    call = new FunctionCall(assignment, commits, mail);
  }

  @Override
  public TurnEnd turn(String text) throws InterruptedException {
    FunctionCall connected = Objects.requireNonNull(call, "it was not connected");
    Thread thread =
        Thread.ofVirtual()
            .name("function of " + assignment.task().id())
            .start(() -> end = call(connected));
    try {
      Watch watch = assignment.watch();
      while (!thread.join(watch.left())) {
        Optional<Watch.Expiry> expiry = watch.expired();
        if (expiry.isPresent()) {
          endThread(thread, connected);
          return TurnEnd.Failed.because(expiry.get());
        }
      }
      return Objects.requireNonNull(end);
    } catch (InterruptedException e) {
      endThread(thread, connected);
      throw e;
    }
  }

  private TurnEnd call(FunctionCall connected) {
    try {
      String result = function.apply(connected);
      int size = result == null ? 0 : result.getBytes(StandardCharsets.UTF_8).length;
      return size > LARGEST_RESULT
          ? failed(
              "its result has %d bytes as JSON; at most %d are kept: write it to a file"
                  .formatted(size, LARGEST_RESULT))
          : new TurnEnd.Done("", result, null);
    } catch (Throwable e) {
      // Whatever a function throws is about its task, and not about the engine that called it.
      FunctionLog.append(assignment.log(), e);
      String message = e.getMessage();
      return failed(message == null || message.isBlank() ? e.toString() : message);
    }
  }

  private static TurnEnd failed(String reason) {
    return TurnEnd.Failed.because(Outcome.FAILED, reason);
  }

  private void endThread(Thread thread, FunctionCall connected) {
    connected.cancel();
    thread.interrupt();
    long giveUp = System.nanoTime() + grace.toNanos();
    boolean ended =
        Uninterrupted.run(
            () -> thread.join(Duration.ofNanos(Math.max(0, giveUp - System.nanoTime()))));
    if (!ended) {
      FunctionLog.append(assignment.log(), "It was interrupted, and does not end.");
      stragglers.add(assignment.workspace(), thread);
    }
  }

  @Override
  public void interrupt() {
    // Messages that are to be heard at once are in its mailbox.
  }

  @Override
  public void close() {
    FunctionCall connected = call;
    if (connected != null && connected.hasProcesses()) {
      new ProcessTree(assignment.cookie()).endUninterruptibly(grace);
    }
  }
}
