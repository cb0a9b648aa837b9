package dev.manyhands;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What is known of a task, and who hears of it. */
final class TaskTrack {
  private final TaskId id;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** The thread of the run alone sets these, the last one before the latch is opened. */
  private volatile int changedFiles;

  private volatile String summary = "";
  private volatile Event.@Nullable OfTask end;

  /** These belong to the thread that tells listeners. */
  private final List<TaskEvent> told = new ArrayList<>();

  private final List<Consumer<? super TaskEvent>> listeners = new ArrayList<>();

  TaskTrack(TaskId id) {
    this.id = id;
  }

  TaskId id() {
    return id;
  }

  /** Takes the next event of the task. */
  void on(Event.OfTask event, boolean last) {
    if (event instanceof Event.AttemptEnded e) {
      changedFiles = e.end().change().map(Change::files).orElse(0);
      summary = e.end().summary();
    }
    if (last) {
      end = event;
      ended.countDown();
    }
  }

  /** Returns how it ended, if it does within this time. */
  Event.@Nullable OfTask end(long time, TimeUnit unit) throws InterruptedException {
    return ended.await(time, unit) ? end : null;
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  int changedFiles() {
    return changedFiles;
  }

  String summary() {
    return summary;
  }

  /** Tells everybody who listens. */
  void tell(TaskEvent event) {
    told.add(event);
    listeners.forEach(listener -> tell(listener, event));
  }

  /** Tells somebody what has happened so far, and from now on what happens. */
  void add(Consumer<? super TaskEvent> listener) {
    told.forEach(event -> tell(listener, event));
    listeners.add(listener);
  }

  private static void tell(Consumer<? super TaskEvent> listener, TaskEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Handle.class).warn("a listener failed on {}", event, e);
    }
  }
}
