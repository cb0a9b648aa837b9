package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Mapping;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import dev.manyhands.engine.plan.YamlNode.Sequence;
import java.util.List;
import java.util.Set;

/** Reads several tasks, and judges what they say of each other. */
record TaskList(TaskReader reader, Problems problems) {
  static final int MOST_TASKS = 10_000;
  private static final long MOST_COPIED = 16L << 20;

  /**
   * Returns the tasks; each is complete unless problems have been added.
   *
   * @param present ids of tasks that are part of the run already
   */
  List<TaskDraft> read(List<YamlNode> items, Set<TaskId> present) {
    if (items.size() > MOST_TASKS) {
      problems.add(
          items.get(MOST_TASKS).at(),
          "a plan has at most %d tasks, and this is one too many; split the plan"
              .formatted(MOST_TASKS));
      return List.of();
    }
    if (isTooMuch(items.size())) {
      return List.of();
    }
    List<TaskDraft> tasks = items.stream().map(reader::read).toList();
    TaskReferences.check(tasks, present, problems);
    return tasks;
  }

  private boolean isTooMuch(int tasks) {
    List<TaskDefaults.Copied> tooLong =
        reader.defaults().copied().stream()
            .filter(copied -> copied.characters() * tasks > MOST_COPIED)
            .toList();
    tooLong.forEach(
        copied ->
            problems.add(
                copied.at(),
                "%d tasks with %s are more than 16 MiB; %s"
                    .formatted(tasks, copied.what(), copied.remedy())));
    return !tooLong.isEmpty();
  }

  /** Returns the tasks that a text of its own lists: one task, a list, or a list in 'tasks'. */
  static List<YamlNode> items(YamlNode root, Problems problems) {
    return switch (root) {
      case Sequence list -> list.items();
      case Mapping mapping
          when !mapping.entries().containsKey("id") && mapping.entries().containsKey("tasks") -> {
        Section section = Section.of(root, "a text of tasks", "write a list of tasks", problems);
        List<YamlNode> items = section.items("tasks");
        section.refuseUnknown();
        yield items;
      }
      case Mapping mapping -> List.of(mapping);
      case Scalar scalar -> {
        if (scalar.kind() != Kind.NULL) {
          Scalars.wrong("this", scalar, "write a list, each task as '- id: name'", problems);
        }
        yield List.of();
      }
    };
  }
}
