package dev.manyhands.app.demo;

import dev.manyhands.core.report.Report.CheckReport;
import java.util.List;

/** How the merge queue found out which change was to blame, in words. */
final class Bisection {
  private Bisection() {}

  /** Tells it from the combined checks, in their order; at least one failed. */
  static String of(List<CheckReport> checks) {
    List<CheckReport> red = checks.stream().filter(check -> !check.passed()).toList();
    StringBuilder text = new StringBuilder("the combined check failed with ");
    text.append(size(red.getFirst())).append(" of the changes");
    for (CheckReport check : red.subList(1, red.size())) {
      text.append(", then with ").append(size(check));
    }
    text.append(size(red.getLast()) == 1 ? " alone" : "");
    boolean base = checks.stream().anyMatch(check -> check.passed() && size(check) == 0);
    return text.append(base ? ", and passed with none" : "").toString();
  }

  private static int size(CheckReport check) {
    return check.tasks().size();
  }
}
