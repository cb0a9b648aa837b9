package dev.manyhands.app.demo;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a run went as the demo's plan means it to go: two helpers fail, each in its own way, and
 * everything else is combined and tested. It is read from the report.
 *
 * @param findings in the order in which a person wants to read them
 */
public record Verdict(List<Finding> findings) {
  /** The helper that hangs. */
  static final TaskId HANGS = new TaskId("hangs");

  /** The helper that breaks the build. */
  static final TaskId BREAKS = new TaskId("breaks-the-build");

  private static final String LAST_WORDS = "its last words: ";
  private static final int LONGEST_REASON = 240;

  public Verdict {
    findings = List.copyOf(findings);
  }

  /**
   * One thing that the demo is about.
   *
   * @param asPlanned whether it went as it should
   * @param headline what happened, whichever it is
   * @param details what shows it
   */
  public record Finding(boolean asPlanned, String headline, List<String> details) {
    public Finding {
      details = List.copyOf(details);
    }

    Finding(boolean asPlanned, String headline, String... details) {
      this(asPlanned, headline, List.of(details));
    }
  }

  /** Judges a run that is over. */
  public static Verdict of(Report report) {
    List<Finding> findings = new ArrayList<>();
    findings.add(refactorings(report));
    findings.add(hanging(find(report, HANGS)));
    findings.add(breaking(report, find(report, BREAKS)));
    findings.add(tests(report));
    return new Verdict(findings);
  }

  /** Returns whether everything went as it should. */
  public boolean asPlanned() {
    return findings.stream().allMatch(Finding::asPlanned);
  }

  private static TaskReport find(Report report, TaskId id) {
    return report.tasks().stream()
        .filter(task -> task.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not the demo's plan: no task " + id));
  }

  private static boolean isMerged(TaskReport task) {
    return task.state().equals("merged");
  }

  private static Optional<AttemptReport> latest(TaskReport task) {
    return task.attempts().reversed().stream().findFirst();
  }

  private static boolean ended(TaskReport task, String outcome) {
    return latest(task).filter(attempt -> outcome.equals(attempt.outcomeOrNull())).isPresent();
  }

  private static Finding refactorings(Report report) {
    List<TaskReport> tasks =
        report.tasks().stream()
            .filter(task -> !task.id().equals(HANGS) && !task.id().equals(BREAKS))
            .toList();
    List<Change> merged =
        tasks.stream()
            .filter(Verdict::isMerged)
            .map(TaskReport::changeOrNull)
            .filter(Objects::nonNull)
            .toList();
    List<String> details = new ArrayList<>();
    details.add(
        "%,d files, %,d lines added and %,d removed, in one commit"
            .formatted(
                merged.stream().mapToInt(Change::files).sum(),
                merged.stream().mapToInt(Change::insertions).sum(),
                merged.stream().mapToInt(Change::deletions).sum()));
    tasks.stream()
        .filter(Predicate.not(Verdict::isMerged))
        .map(Verdict::standing)
        .forEach(details::add);
    return new Finding(
        merged.size() == tasks.size() && report.result().isPresent(),
        "%d of %d refactorings are merged".formatted(merged.size(), tasks.size()),
        details);
  }

  private static String standing(TaskReport task) {
    String reason = Objects.requireNonNullElse(task.reasonOrNull(), "");
    return "'%s' is %s%s"
        .formatted(task.id(), task.state(), reason.isEmpty() ? "" : ": " + shorten(reason));
  }

  private static Finding hanging(TaskReport task) {
    return ended(task, "stalled")
        ? new Finding(
            true,
            "'%s' hung, and was ended while the others went on".formatted(HANGS),
            shorten(latest(task).orElseThrow().reason()))
        : new Finding(
            false, "'%s' should have been ended for its silence".formatted(HANGS), standing(task));
  }

  private static Finding breaking(Report report, TaskReport task) {
    if (!ended(task, "rejected")) {
      return new Finding(false, "'%s' should have been rejected".formatted(BREAKS), standing(task));
    }
    List<Integer> innocent =
        report.checks().stream()
            .filter(check -> !check.passed() && !check.tasks().contains(BREAKS))
            .map(Report.CheckReport::number)
            .toList();
    if (!innocent.isEmpty()) {
      return new Finding(
          false,
          "the combined check failed without '%s', too".formatted(BREAKS),
          "in the merges with the numbers " + innocent);
    }
    return new Finding(
        true,
        "'%s' passed its own check, but not together with the others".formatted(BREAKS),
        shorten(lastWords(latest(task).orElseThrow().reason())),
        Bisection.of(report.checks()) + ": so it was rejected");
  }

  private static Finding tests(Report report) {
    Report.Tests tests = report.tests();
    boolean green = tests.total() > 0 && tests.failed() == 0 && report.result().isPresent();
    return new Finding(
        green,
        "the result compiles as a whole, and the library's own tests %s on it"
            .formatted(green ? "pass" : "do not all pass"),
        "%,d passed, %,d failed, %,d were skipped"
            .formatted(tests.passed(), tests.failed(), tests.skipped()));
  }

  /** Returns what a program said last, where a reason tells it. */
  private static String lastWords(String reason) {
    int at = reason.lastIndexOf(LAST_WORDS);
    return at < 0 ? reason : reason.substring(at + LAST_WORDS.length());
  }

  private static String shorten(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
