package dev.manyhands.engine.plan;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.TaskSpec;
import java.util.List;
import java.util.Objects;

/** What became of reading tasks that are to be added to a run. */
public sealed interface TasksResult {

  /**
   * Tasks that can be added.
   *
   * @param tasks at least one
   * @param warnings what is allowed but probably not meant; in the order of the text
   */
  record Valid(List<TaskSpec> tasks, List<PlanProblem> warnings) implements TasksResult {
    public Valid {
      tasks = List.copyOf(tasks);
      warnings = List.copyOf(warnings);
    }
  }

  /** A text that has no tasks, or wrong ones. */
  record Invalid(PlanResult.Invalid problems) implements TasksResult {
    public Invalid {
      Objects.requireNonNull(problems);
    }
  }

  /**
   * Returns the tasks.
   *
   * @throws ManyhandsException of kind {@code CONFIG} that lists every problem, when there are none
   */
  default List<TaskSpec> orThrow() {
    return switch (this) {
      case Valid valid -> valid.tasks();
      case Invalid invalid ->
          throw new ManyhandsException(
              Kind.CONFIG,
              invalid.problems().message(),
              "'manyhands schema' prints what a task may contain");
    };
  }
}
