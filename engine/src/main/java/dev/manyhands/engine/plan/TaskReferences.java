package dev.manyhands.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Judges what tasks say of each other: ids, needs and cycles.
 *
 * <p>Works on the names as written, so that its problems are told beside all others of the plan.
 */
final class TaskReferences {
  private final Problems problems;

  /** The first task with each id. */
  private final Map<String, TaskDraft> byId = new LinkedHashMap<>();

  private TaskReferences(Problems problems) {
    this.problems = problems;
  }

  static void check(List<TaskDraft> tasks, Problems problems) {
    TaskReferences references = new TaskReferences(problems);
    tasks.forEach(references::checkId);
    tasks.forEach(references::checkNeeds);
    references.checkCycles();
  }

  private void checkId(TaskDraft task) {
    if (task.id().isEmpty()) {
      return;
    }
    Located<String> id = task.id().get();
    TaskDraft before = byId.putIfAbsent(id.value(), task);
    if (before != null) {
      problems.add(
          id.at(),
          "the task in line %d has the id %s too; choose another"
              .formatted(before.at().line(), Words.quote(id.value())));
    }
  }

  private void checkNeeds(TaskDraft task) {
    Optional<String> own = task.id().map(Located::value);
    for (Located<String> need : task.needs()) {
      if (own.filter(need.value()::equals).isPresent()) {
        problems.add(need.at(), "a task cannot need itself; remove this need");
      } else if (!byId.containsKey(need.value())) {
        problems.add(
            need.at(),
            () ->
                "no task has the id %s%s"
                    .formatted(
                        Words.quote(need.value()), Words.known(need.value(), byId.keySet())));
      }
    }
  }

  private void checkCycles() {
    SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
    byId.forEach(
        (id, task) ->
            needs.put(
                id,
                task.needs().stream()
                    .map(Located::value)
                    .filter(need -> !need.equals(id))
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
