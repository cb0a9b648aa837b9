package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Judges what tasks say of each other: ids, needs and cycles.
 *
 * <p>Works on the names as written, so that its problems are told beside all others of the plan.
 */
final class TaskReferences {
  private final Problems problems;

  /** The first task with each id. */
  private final Map<String, TaskDraft> byId = new LinkedHashMap<>();

  /** Ids of tasks that are part of the run already, and so wait for none of these. */
  private final Set<TaskId> present;

  private TaskReferences(Set<TaskId> present, Problems problems) {
    this.present = present;
    this.problems = problems;
  }

  /**
   * Adds what is wrong.
   *
   * @param present ids of tasks that are part of the run already
   */
  static void check(List<TaskDraft> tasks, Set<TaskId> present, Problems problems) {
    TaskReferences references = new TaskReferences(present, problems);
    tasks.forEach(references::checkId);
    tasks.forEach(references::checkNeeds);
    references.checkCycles();
  }

  private void checkId(TaskDraft task) {
    if (task.id().isEmpty()) {
      return;
    }
    Located<String> id = task.id().get();
    if (isPresent(id.value())) {
      problems.add(
          id.at(),
          "the run has a task with the id %s already; choose another"
              .formatted(Words.quote(id.value())));
    }
    TaskDraft before = byId.putIfAbsent(id.value(), task);
    if (before != null) {
      problems.add(
          id.at(),
          "the task in line %d has the id %s too; choose another"
              .formatted(before.at().line(), Words.quote(id.value())));
    }
  }

  private boolean isPresent(String id) {
    return TaskId.SHAPE.matcher(id).matches() && present.contains(new TaskId(id));
  }

  private void checkNeeds(TaskDraft task) {
    Optional<String> own = task.id().map(Located::value);
    for (Located<String> need : task.needs()) {
      if (own.filter(need.value()::equals).isPresent()) {
        problems.add(need.at(), "a task cannot need itself; remove this need");
      } else if (!byId.containsKey(need.value()) && !isPresent(need.value())) {
        problems.add(
            need.at(),
            () ->
                "no task has the id %s%s"
                    .formatted(Words.quote(need.value()), Words.known(need.value(), ids())));
      }
    }
  }

  private Set<String> ids() {
    SequencedSet<String> ids = new LinkedHashSet<>(byId.keySet());
    present.stream().map(TaskId::value).sorted().forEach(ids::add);
    return ids;
  }

  private void checkCycles() {
    SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
    byId.forEach(
        (id, task) ->
            needs.put(
                id,
                task.needs().stream()
                    .map(Located::value)
                    .filter(need -> !need.equals(id) && !isPresent(need))
                    .toList()));
    for (List<String> cycle : NeedCycles.find(needs)) {
      String first = cycle.getFirst();
      problems.add(
          placeOfNeed(first, cycle.get(1)),
          "tasks need each other in a cycle: %s → %s; remove one of these needs"
              .formatted(Words.first(cycle, " → "), first));
    }
  }

  private Position placeOfNeed(String id, String needed) {
    return Optional.ofNullable(byId.get(id)).stream()
        .flatMap(task -> task.needs().stream())
        .filter(need -> need.value().equals(needed))
        .findFirst()
        .orElseThrow()
        .at();
  }
}
