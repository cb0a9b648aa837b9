package dev.manyhands;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.engine.attempt.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task that was handed over. Safe for use by many threads.
 *
 * @param <T> the type of its result
 */
public final class Handle<T extends @Nullable Object> {
  private static final long LOOK_AGAIN_MS = 500;

  private final Run run;
  private final TaskTrack track;
  private final Reading<T> reading;

  Handle(Run run, TaskTrack track, Reading<T> reading) {
    this.run = run;
    this.track = track;
    this.reading = reading;
  }

  /** Returns the task's id. */
  public String id() {
    return track.id().value();
  }

  /** Says whether the task has ended. */
  public boolean isEnded() {
    return track.isEnded();
  }

  /**
   * Waits for the task to end, and says how it did. A task that changed files has ended when its
   * change is combined with the others, or is given up.
   *
   * @param time how long to wait at the most
   * @throws TimeoutException if it has not ended by then; the task goes on
   * @throws ManyhandsException if the run was stopped or broke off before (CONFLICT, EXTERNAL), or
   *     if the result is not of this handle's type (USAGE)
   */
  public TaskEnd<T> join(Duration time) throws InterruptedException, TimeoutException {
    long giveUp = System.nanoTime() + time.toNanos();
    while (true) {
      long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
      Event.OfTask end = track.end(Math.clamp(left, 0, LOOK_AGAIN_MS), TimeUnit.MILLISECONDS);
      if (end != null) {
        return end(end);
      }
      run.demandCarried(track);
      if (left <= 0) {
        throw new TimeoutException("task '%s' has not ended within %s".formatted(id(), time));
      }
    }
  }

  /**
   * Waits for the task to end, and returns its result.
   *
   * @param time how long to wait at the most
   * @throws TimeoutException if it has not ended by then; the task goes on
   * @throws ManyhandsException if it did not end well (CONFLICT); else as {@link #join}
   */
  public T result(Duration time) throws InterruptedException, TimeoutException {
    return join(time).orThrow();
  }

  /**
   * Adds a listener, which hears of every event of this task, those that have happened already
   * included, once and in order. All listeners of a run are called on one thread of their own; what
   * they throw is logged.
   *
   * @throws ManyhandsException if the run is closed (CONFLICT)
   */
  public void onEvent(Consumer<? super TaskEvent> listener) {
    run.listening().add(() -> track.add(listener));
  }

  /**
   * Sends a text to whoever does the task: an agent hears it at its next turn, a Java function
   * finds it in its mailbox. Durable when this returns.
   *
   * @param text at most 65,536 characters
   * @throws ManyhandsException if nobody is at work on it any more (CONFLICT)
   */
  public void send(String text) throws InterruptedException {
    run.orchestrator().send(run.runId(), track.id(), text, false);
  }

  /**
   * Answers the question that has waited longest.
   *
   * @param text at most 65,536 characters; {@code allow} or {@code deny} for what an agent would
   *     like to do
   * @throws ManyhandsException if there is no open question (CONFLICT)
   */
  public void answer(String text) throws InterruptedException {
    run.orchestrator().answer(run.runId(), track.id(), QuestionName.LONGEST_OPEN, text);
  }

  /** Ends the task; what its subagent had changed is kept. Returns at once, idempotent. */
  public void cancel() throws InterruptedException {
    run.orchestrator().cancel(run.runId(), Optional.of(track.id()), "it was cancelled");
  }

  private TaskEnd<T> end(Event.OfTask end) {
    return switch (end) {
      case Event.TaskMerged merged -> done(merged.attempt());
      case Event.TaskSucceeded succeeded -> done(succeeded.attempt());
      case Event.TaskFailed failed -> new TaskEnd.Failed<>(id(), failed.reason());
      case Event.TaskCancelled cancelled -> new TaskEnd.Cancelled<>(id(), cancelled.reason());
      case Event.TaskSkipped skipped -> new TaskEnd.Skipped<>(id(), skipped.because().value());
      default -> throw new IllegalStateException(end + " ends nothing");
    };
  }

  private TaskEnd<T> done(int attempt) {
    RunFolder folder = run.orchestrator().folder(run.runId());
    AttemptId latest = new AttemptId(track.id(), attempt);
    Optional<String> json = text(folder.result(latest));
    String message = text(folder.message(latest)).orElse(track.summary());
    try {
      return new TaskEnd.Done<>(id(), reading.read(json, message), track.changedFiles());
    } catch (RuntimeException e) {
      throw new ManyhandsException(
          ManyhandsException.Kind.USAGE,
          "the result of task '%s' is not of the type that was asked for: %s"
              .formatted(id(), e.getMessage()),
          "",
          e);
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw ManyhandsException.external("%s cannot be read: %s".formatted(file, e), "", e);
    }
  }
}
