package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a tree consists of: whose changes, and of which attempt; their order leaves no trace. */
record Contents(SortedMap<TaskId, Integer> changes) {
  static final Contents NOTHING = new Contents(new TreeMap<>());

  Contents {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  Contents with(AttemptId attempt) {
    SortedMap<TaskId, Integer> more = new TreeMap<>(changes);
    more.put(attempt.task(), attempt.number());
    return new Contents(more);
  }

  boolean has(AttemptId attempt) {
    return Integer.valueOf(attempt.number()).equals(changes.get(attempt.task()));
  }

  boolean has(TaskId task) {
    return changes.containsKey(task);
  }

  Set<TaskId> tasks() {
    return changes.keySet();
  }

  @Override
  public String toString() {
    return changes.toString();
  }
}
