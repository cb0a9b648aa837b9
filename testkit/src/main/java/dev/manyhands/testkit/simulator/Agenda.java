package dev.manyhands.testkit.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is going to happen, in virtual time. */
final class Agenda {

  /** Something that is going to happen, unless it is struck off. */
  static final class Entry {
    private Instant at;
    private final long order;
    private final Runnable action;
    private final boolean survivesCrashes;
    private boolean struck;

    private Entry(Instant at, long order, Runnable action, boolean survivesCrashes) {
      this.at = at;
      this.order = order;
      this.action = action;
      this.survivesCrashes = survivesCrashes;
    }

    void strike() {
      struck = true;
    }

    Instant at() {
      return at;
    }

    void happen() {
      action.run();
    }
  }

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing((Entry e) -> e.at).thenComparingLong(e -> e.order));
  private long count;

  /** Notes something that the engine does. */
  Entry add(Instant at, Runnable action) {
    return add(new Entry(at, count++, action, false));
  }

  /** Notes something that happens whether there is an engine or not. */
  void addOutside(Instant at, Runnable action) {
    add(new Entry(at, count++, action, true));
  }

  private Entry add(Entry entry) {
    entries.add(entry);
    return entry;
  }

  Optional<Entry> next() {
    for (Entry next = entries.poll(); next != null; next = entries.poll()) {
      if (!next.struck) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Puts everything off by as long as the machine sleeps. */
  void putOff(Duration by) {
    List<Entry> all = List.copyOf(entries);
    entries.clear();
    for (Entry entry : all) {
      entry.at = entry.at.plus(by);
      entries.add(entry);
    }
  }

  /** Strikes off everything that an engine was about to do. */
  void crash() {
    entries.removeIf(entry -> !entry.survivesCrashes);
  }
}
