package dev.manyhands.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong in one file, so that it is told at once and not one by one. */
final class Problems {
  /** Nobody reads more at a time. */
  static final int MOST = 20;

  private static final Comparator<PlanProblem> BY_PLACE =
      Comparator.comparingInt(PlanProblem::line).thenComparingInt(PlanProblem::column);

  private final String file;
  private final List<PlanProblem> found = new ArrayList<>();
  private final List<PlanProblem> warnings = new ArrayList<>();
  private int more;

  Problems(String file) {
    this.file = file;
  }

  void add(Position at, String message) {
    add(at, () -> message);
  }

  /** Adds a problem whose message is work to make; it is made only if it will be shown. */
  void add(Position at, Supplier<String> message) {
    if (found.size() < MOST) {
      found.add(new PlanProblem(file, at.line(), at.column(), message.get()));
    } else {
      more++;
    }
  }

  /** Adds what is allowed but probably not meant. */
  void warn(Position at, String message) {
    if (warnings.size() < MOST) {
      warnings.add(new PlanProblem(file, at.line(), at.column(), message));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns the warnings, in the order of the file. */
  List<PlanProblem> warnings() {
    return warnings.stream().sorted(BY_PLACE).toList();
  }

  PlanResult.Invalid toResult() {
    return new PlanResult.Invalid(found.stream().sorted(BY_PLACE).toList(), more);
  }
}
