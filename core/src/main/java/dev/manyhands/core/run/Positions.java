package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each task of a run stands; immutable. Kept in maps of falling sizes, each at least twice as
 * large as the next, so that adding ten thousand tasks one by one does not copy them all each time.
 */
record Positions(List<Map<TaskId, Integer>> parts) {
  static final Positions NONE = new Positions(List.of());

  @Nullable Integer find(TaskId id) {
    for (Map<TaskId, Integer> part : parts) {
      Integer position = part.get(id);
      if (position != null) {
        return position;
      }
    }
    return null;
  }

  /** Returns where the task of this name stands, which must be one of the run's. */
  int get(TaskId id) {
    Integer position = find(id);
    if (position == null) {
      throw new IllegalStateException("no task of this run is called " + id);
    }
    return position;
  }

  /** Returns these, and others from a position on. */
  Positions plus(List<TaskId> ids, int from) {
    Map<TaskId, Integer> added = HashMap.newHashMap(ids.size());
    for (TaskId id : ids) {
      added.put(id, from + added.size());
    }
    List<Map<TaskId, Integer>> all = new ArrayList<>(parts);
    while (!all.isEmpty() && all.getLast().size() < 2 * added.size()) {
      Map<TaskId, Integer> both = new HashMap<>(all.removeLast());
      both.putAll(added);
      added = both;
    }
    all.add(added);
    return new Positions(all);
  }
}
