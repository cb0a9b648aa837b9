package dev.manyhands.engine.store;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.run.EventStore;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.run.SamplePlans;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Runs and events for tests of the store. */
final class Stores {
  static final Instant AT = Instant.parse("2026-03-14T09:26:53Z");
  private static final Head BASE =
      new Head(new CommitId("1".repeat(40)), new TreeId("2".repeat(40)));

  private Stores() {}

  static RunRecord run(String id) {
    return run(id, AT);
  }

  static RunRecord run(String id, Instant at) {
    return new RunRecord(
        new RunId(id), SamplePlans.of(SamplePlans.task("a", "true")).build(), BASE, at);
  }

  /** An event that is known again by its number. */
  static Event event(long number) {
    return new Event.RunCancelling(AT, Long.toString(number), false);
  }

  static List<Event> events(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Stores::event).toList();
  }

  /** Returns the numbers that the stored events are known by. */
  static List<Long> numbers(EventStore store, RunId run) {
    return store.read(run, 0, Integer.MAX_VALUE).stream()
        .map(stored -> Long.valueOf(((Event.RunCancelling) stored.event()).reason()))
        .toList();
  }
}
