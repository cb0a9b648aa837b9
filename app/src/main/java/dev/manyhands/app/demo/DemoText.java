package dev.manyhands.app.demo;

import dev.manyhands.core.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the demo tells around its run. */
public final class DemoText {
  private DemoText() {}

  /** Returns what is about to happen. */
  public static List<String> beginning(int tasks, int concurrency) {
    return List.of(
        "%d helpers modernise %s, %d at a time, each a part of its"
            .formatted(tasks, Jars.TITLE, concurrency),
        "367 Java files in a workspace of its own. One of them hangs and one breaks the build, on",
        "purpose. What the others make becomes one commit on which the library's tests pass.");
  }

  /** Returns where everything is. */
  public static List<String> places(Workbench workbench) {
    return List.of("  repository  " + workbench.repository(), "  plan        " + workbench.plan());
  }

  /** Returns whether it went as it should. */
  public static List<String> verdict(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        verdict.asPlanned()
            ? "All went as the demo means it to go:"
            : "This did not go as the demo means it to go:");
    for (Verdict.Finding finding : verdict.findings()) {
      lines.add((finding.asPlanned() ? "  " : "  NOT AS PLANNED: ") + finding.headline());
      finding.details().forEach(detail -> lines.add("      " + detail));
    }
    return lines;
  }

  /** Returns how long it took, without saying more than was measured. */
  public static List<String> time(Report report, int concurrency) {
    return List.of(
        "Time: %s, %d helpers at a time.".formatted(seconds(report.wall()), concurrency),
        "  The helpers' times add up to %s. That is not what they take one after the other: they"
            .formatted(seconds(report.busy())),
        "  shared %d processors and slowed each other down. 'manyhands demo --sequential' measures it."
            .formatted(Runtime.getRuntime().availableProcessors()));
  }

  /** Returns how long the same plan took in two ways. */
  public static List<String> comparison(Report parallel, int concurrency, Report sequential) {
    return List.of(
        "Time: %s with %d helpers at a time, %s with one at a time: %.2f times as long."
            .formatted(
                seconds(parallel.wall()),
                concurrency,
                seconds(sequential.wall()),
                (double) sequential.wall().toMillis() / Math.max(1, parallel.wall().toMillis())),
        "  Both were measured on %d processors; the combined checks ran beside the helpers each time."
            .formatted(Runtime.getRuntime().availableProcessors()));
  }

  /** Returns what to look at next. */
  public static List<String> ending(Workbench workbench, Report report, Path state) {
    String repository = word(workbench.repository());
    String repo = " --repo " + repository;
    List<String> lines = new ArrayList<>();
    lines.add("Look at it:");
    report
        .result()
        .ifPresent(
            result ->
                lines.add("  git -C %s show --stat %s".formatted(repository, result.branch())));
    lines.add("  manyhands diff latest lists" + repo);
    lines.add("  manyhands logs latest %s%s".formatted(Verdict.BREAKS, repo));
    lines.add("Change the plan and run it again:");
    lines.add("  manyhands run %s%s".formatted(word(workbench.plan()), repo));
    lines.add("Remove it (the next demo would, too; it keeps the downloads):");
    lines.add("  rm -rf %s %s".formatted(word(workbench.root()), word(state)));
    return lines;
  }

  /** Returns a path so that it can be copied into a shell. */
  private static String word(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9/._+@%:-]+") ? text : Quoting.shell(text);
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
