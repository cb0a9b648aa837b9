package dev.manyhands.app.live;

import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** Says how many tasks wait for a slot or for other tasks, and which are the next. */
final class QueueLine {
  private QueueLine() {}

  /** Returns the line; empty when no task waits, or all wait for the run to start. */
  static Optional<AttributedString> of(Scene scene, Look look, int width) {
    if (scene.state() instanceof RunState.Unstarted) {
      return Optional.empty();
    }
    List<Task> due = new ArrayList<>();
    List<Instant> later = new ArrayList<>();
    for (Task task : scene.survey().ready()) {
      Instant notBefore = notBefore(task);
      if (notBefore.isAfter(scene.now())) {
        later.add(notBefore);
      } else {
        due.add(task);
      }
    }
    int waiting = scene.survey().count(Standing.WAITING);
    List<String> counts = new ArrayList<>();
    if (!due.isEmpty()) {
      counts.add(due.size() + " ready");
    }
    if (!later.isEmpty()) {
      counts.add("%d again in %s".formatted(later.size(), wait(later, scene.now())));
    }
    if (waiting > 0) {
      counts.add(waiting + " waiting for others");
    }
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    Row row = Label.QUEUE.row(look, width).add(Tone.PLAIN, String.join(" · ", counts));
    String next = " · next: ";
    if (!due.isEmpty() && row.left() > next.length() + due.getFirst().id().value().length()) {
      row.add(Tone.FAINT, next);
      row.add(Tone.PLAIN, Names.fitting(due.stream().map(Task::id).toList(), row.left()));
    }
    return Optional.of(row.end());
  }

  private static Instant notBefore(Task task) {
    return task.state() instanceof TaskState.Ready ready ? ready.notBefore() : Instant.MIN;
  }

  private static String wait(List<Instant> later, Instant now) {
    Instant first = later.stream().min(Comparator.naturalOrder()).orElse(now);
    Duration wait = Spans.between(now, first);
    return Spans.words(wait);
  }
}
