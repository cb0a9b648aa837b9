package dev.manyhands.engine.plan;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.Plan;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What became of reading a plan file. */
public sealed interface PlanResult {

  /**
   * A plan that can be run.
   *
   * @param warnings what is allowed but probably not meant; in the order of the file
   */
  record Valid(Plan plan, List<PlanProblem> warnings) implements PlanResult {
    public Valid {
      Objects.requireNonNull(plan);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A file that is no plan.
   *
   * @param problems what is wrong; in the order of the file; from 1 to 20
   * @param more how many problems were found beyond these
   */
  record Invalid(List<PlanProblem> problems, int more) implements PlanResult {
    public Invalid {
      problems = List.copyOf(problems);
      if (problems.isEmpty() || more < 0) {
        throw new IllegalArgumentException("an invalid plan has problems");
      }
    }

    /** Returns all problems, one a line, as a person reads them. */
    public String message() {
      String lines = problems.stream().map(PlanProblem::toString).collect(Collectors.joining("\n"));
      return more == 0 ? lines : lines + "\nand %d more".formatted(more);
    }
  }

  /**
   * Returns the plan.
   *
   * @throws ManyhandsException of kind {@code CONFIG} that lists every problem, when there is none
   */
  default Plan orThrow() {
    return switch (this) {
      case Valid valid -> valid.plan();
      case Invalid invalid ->
          throw new ManyhandsException(
              Kind.CONFIG, invalid.message(), "'manyhands schema' prints what a plan may contain");
    };
  }
}
