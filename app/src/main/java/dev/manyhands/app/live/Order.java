package dev.manyhands.app.live;

import dev.manyhands.core.plan.TaskGraph;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What follows from a plan alone, worked out once: positions of tasks in the plan.
 *
 * @param startOrder positions in the order in which tasks that are ready start: the one with the
 *     longest chain behind it first; so each also stands behind all that it needs
 * @param needs for each position, the positions that it needs
 */
record Order(List<Integer> startOrder, List<List<Integer>> needs) {

  static Order of(List<TaskSpec> tasks) {
    Map<TaskId, Integer> positions = new HashMap<>();
    tasks.forEach(task -> positions.put(task.id(), positions.size()));
    Map<TaskId, Integer> heights = TaskGraph.heights(tasks);
    List<List<Integer>> needs = new ArrayList<>();
    for (TaskSpec task : tasks) {
      needs.add(task.needs().stream().map(need -> positions.getOrDefault(need, 0)).toList());
    }
    Comparator<Integer> highestFirst =
        Comparator.comparingInt(position -> -heights.getOrDefault(tasks.get(position).id(), 1));
    return new Order(IntStream.range(0, tasks.size()).boxed().sorted(highestFirst).toList(), needs);
  }
}
