package dev.manyhands.engine.report;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Usage;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What reports for people say in words. */
public final class Sentences {
  private static final int MOST_NOTES = 20;

  private Sentences() {}

  /** Returns how the run went: tasks by state, and how long it took. */
  public static String summary(Report report, Figures figures) {
    int all = report.tasks().size();
    boolean running = report.status().equals(Report.RUNNING);
    StringBuilder out = new StringBuilder();
    if (report.startedAtOrNull() == null) {
      return "The run has not started; it has " + Units.count(all, "task") + ".";
    }
    if (all == 1) {
      String state = report.tasks().getFirst().state();
      boolean passive = !state.equals("succeeded") && !state.equals("failed");
      out.append("The only task ");
      out.append(running ? "is " : passive ? "was " : "").append(state);
    } else {
      out.append(figures.well() == all ? "All " + all : figures.well() + " of " + all);
      out.append(" tasks ").append(running ? "have ended well so far" : "ended well");
      out.append(" (").append(states(figures)).append(')');
    }
    out.append(running ? "; it has taken " : " in ").append(Units.time(report.wall()));
    return out.append(oneAfterTheOther(report, figures, running)).toString();
  }

  private static String oneAfterTheOther(Report report, Figures figures, boolean running) {
    if (running || figures.attempts() < 2 || figures.factor().isEmpty()) {
      return ".";
    }
    double factor = figures.factor().getAsDouble();
    return ". One after the other the work would have taken %s%s."
        .formatted(
            Units.time(report.busy()),
            factor < 1.05 ? "" : ": " + Units.factor(factor) + " as long");
  }

  /** Returns what the reader should know besides, but not more than can be read. */
  public static List<String> notes(Report report, Attachments attachments) {
    List<String> notes = new ArrayList<>(report.warnings());
    notes.addAll(attachments.notes());
    if (notes.size() <= MOST_NOTES) {
      return notes;
    }
    List<String> shown = new ArrayList<>(notes.subList(0, MOST_NOTES));
    shown.add("… and " + Units.number(notes.size() - MOST_NOTES) + " more like these.");
    return shown;
  }

  /** Returns how many tasks are in which state, such as {@code 7 merged, 1 failed}. */
  public static String states(Figures figures) {
    return figures.states().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Returns the totals of test reports. */
  public static String tests(Report.Tests tests) {
    return "%s: %s passed, %s failed, %s skipped."
        .formatted(
            Units.count(tests.total(), "test"),
            Units.number(tests.passed()),
            Units.number(tests.failed()),
            Units.number(tests.skipped()));
  }

  /** Returns what helpers consumed, when they said so. */
  public static Optional<String> usage(Usage usage) {
    if (usage.inputTokens() + usage.outputTokens() == 0 && usage.costUsd().signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        usage.costUsd().signum() == 0 ? tokens(usage) : tokens(usage) + ", " + cost(usage));
  }

  /** Returns how many tokens helpers read and wrote. */
  public static String tokens(Usage usage) {
    return "%s tokens in, %s out"
        .formatted(Units.number(usage.inputTokens()), Units.number(usage.outputTokens()));
  }

  /** Returns a cost in dollars, to the cent, small ones to a hundredth of it. */
  public static String cost(Usage usage) {
    boolean small = usage.costUsd().doubleValue() < 0.1;
    return "$" + usage.costUsd().setScale(small ? 4 : 2, RoundingMode.HALF_UP).toPlainString();
  }
}
