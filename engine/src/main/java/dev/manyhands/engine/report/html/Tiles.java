package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.report.Figures;
import dev.manyhands.engine.report.Sentences;
import dev.manyhands.engine.report.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The run's figures, one to a tile. */
final class Tiles {
  private final Html html;
  private final Report report;
  private final Figures figures;

  private Tiles(Page page) {
    this.html = page.html();
    this.report = page.report();
    this.figures = page.figures();
  }

  static void write(Page page) {
    new Tiles(page).tiles();
  }

  private void tiles() {
    html.open("section", "class", "tiles", "aria-label", "Figures");
    tasks();
    times();
    lines();
    checks();
    tests();
    usage();
    html.close("section").line();
  }

  private void tasks() {
    open("Tasks that ended well", "");
    html.open("p", "class", "value").text(Units.number(figures.well()));
    html.leaf("small", " of " + Units.number(report.tasks().size())).close("p");
    share(figures.states());
    html.leaf("p", Sentences.states(figures)).close("div");
  }

  private void times() {
    if (report.startedAtOrNull() == null) {
      return;
    }
    boolean running = report.endedAtOrNull() == null;
    tile(running ? "Time so far" : "Wall time", Units.time(report.wall()), attempts());
    tile("One after the other", Units.time(report.busy()), "all attempts' times together");
    figures
        .factor()
        .ifPresent(
            factor ->
                tile(
                    "Speed-up",
                    Units.factor(factor),
                    "critical path " + Units.time(report.criticalPathTime())));
  }

  private String attempts() {
    String attempts = Units.count(figures.attempts(), "attempt");
    long retries = figures.retries();
    return retries == 0
        ? attempts
        : attempts + ", " + Units.number(retries) + (retries == 1 ? " retry" : " retries");
  }

  private void lines() {
    List<Change> merged =
        report.tasks().stream()
            .filter(task -> task.state().equals("merged"))
            .map(TaskReport::changeOrNull)
            .filter(Objects::nonNull)
            .toList();
    if (merged.isEmpty()) {
      return;
    }
    long added = merged.stream().mapToLong(Change::insertions).sum();
    long removed = merged.stream().mapToLong(Change::deletions).sum();
    open("Lines merged", "");
    html.open("p", "class", "value")
        .leaf("span", "+" + Units.number(added), "class", "plus")
        .text(" ")
        .leaf("span", "−" + Units.number(removed), "class", "minus")
        .close("p");
    html.leaf("p", "from " + Units.count(merged.size(), "task")).close("div");
  }

  private void checks() {
    long all = report.checks().size();
    if (all == 0) {
      return;
    }
    long passed = report.checks().stream().filter(CheckReport::passed).count();
    open("Combined checks", Units.number(all));
    share(counts("passed", passed, "failed", all - passed));
    html.leaf("p", passed + " passed, " + (all - passed) + " failed").close("div");
  }

  private void tests() {
    Report.Tests tests = report.tests();
    if (tests.total() == 0) {
      return;
    }
    open("Tests", Units.number(tests.total()));
    Map<String, Long> shares = counts("passed", tests.passed(), "failed", tests.failed());
    shares.put("skipped", tests.skipped());
    share(shares);
    html.leaf(
            "p",
            "%s passed, %s failed, %s skipped"
                .formatted(
                    Units.number(tests.passed()),
                    Units.number(tests.failed()),
                    Units.number(tests.skipped())))
        .close("div");
  }

  private void usage() {
    Usage usage = report.usage();
    long tokens = usage.inputTokens() + usage.outputTokens();
    if (usage.costUsd().signum() > 0) {
      String note = tokens == 0 ? "as the helpers said" : Sentences.tokens(usage);
      tile("Cost", Sentences.cost(usage), note);
    } else if (tokens > 0) {
      tile("Tokens", Units.number(tokens), Sentences.tokens(usage));
    }
  }

  private static Map<String, Long> counts(String one, long ones, String other, long others) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(one, ones);
    counts.put(other, others);
    return counts;
  }

  private void tile(String name, String value, String note) {
    open(name, value);
    html.leaf("p", note).close("div");
  }

  private void open(String name, String value) {
    html.open("div", "class", "tile").leaf("h2", name);
    if (!value.isEmpty()) {
      html.leaf("p", value, "class", "value");
    }
  }

  /** Adds a bar that is divided like these counts. */
  private void share(Map<String, Long> counts) {
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    html.open("svg", "class", "share", "width", "100%", "height", "6", "aria-hidden", "true");
    double from = 0;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      double part = all == 0 ? 0 : 100 * entry.getValue() / all;
      html.empty(
          "rect",
          "class",
          Tone.of(entry.getKey()).css(),
          "x",
          TimeScale.percent(from),
          "width",
          TimeScale.percent(part),
          "height",
          "6");
      from += part;
    }
    html.close("svg");
  }
}
